def migrate(cr, version):
    """Forget the views that extend others of this addon: they are loaded anew.

    Some of them point at fields that stand in another view now, and Odoo would refuse
    that one because of them.
    """
    cr.execute(
        """
        DELETE FROM ir_ui_view view
        USING ir_model_data data, ir_model_data parent
        WHERE data.module = 'huifang_followup'
            AND data.model = 'ir.ui.view'
            AND data.res_id = view.id
            AND parent.module = 'huifang_followup'
            AND parent.model = 'ir.ui.view'
            AND parent.res_id = view.inherit_id
        """
    )
