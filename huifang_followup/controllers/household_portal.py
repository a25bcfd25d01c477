from werkzeug.exceptions import NotFound

from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

# Pages below /my, for whoever is logged in.
MY_PAGE = {"type": "http", "auth": "user", "website": True, "sitemap": False}


class HouseholdPortal(CustomerPortal):
    """What the lists and pages of follow-ups and rectifications have in common (D6).

    Customers have no access right to the records: they are found by their household.
    """

    def _find_own(self, model_name, record_id):
        """Return a record of the user's household in elevated mode.

        :raises NotFound: for those of others as for those that do not exist
        """
        record_sudo = request.env[model_name]._search_own([("id", "=", record_id)])
        if not record_sudo:
            raise NotFound()
        return record_sudo

    def _count_own(self, model_name, counters, filters):
        """Return the counters of the portal's home page that are asked for.

        :param list counters: names of counters, of other models as well
        :param dict filters: name of a counter to the list's filter it counts
        """
        model = request.env[model_name]
        domains = model._get_customer_filters()
        return {
            counter: model._count_own(domains[code]["domain"])
            for counter, code in filters.items()
            if counter in counters
        }

    def _prepare_own_list(self, model_name, url, sortings, page, sortby, filterby):
        """Return what the template of a list needs: rows, filters, sorting, pager.

        :param str url: address of the list
        :param dict sortings: code to label and order; the first is taken by default
        """
        model = request.env[model_name]
        filters = model._get_customer_filters()
        sortby = sortby if sortby in sortings else next(iter(sortings))
        filterby = filterby if filterby in filters else "all"
        domain = filters[filterby]["domain"]
        pages = pager(
            url=url,
            url_args={"sortby": sortby, "filterby": filterby},
            total=model._count_own(domain),
            page=page,
            step=self._items_per_page,
        )
        records_sudo = model._search_own(
            domain,
            order=sortings[sortby]["order"],
            limit=self._items_per_page,
            offset=pages["offset"],
        )
        return {
            **self._prepare_portal_layout_values(),
            "rows": [record._prepare_customer_row() for record in records_sudo],
            "pager": pages,
            "default_url": url,
            "searchbar_sortings": sortings,
            "sortby": sortby,
            "searchbar_filters": filters,
            "filterby": filterby,
        }

    def _prepare_own_page(self, record_sudo):
        """Return what the template of a record's page needs."""
        return {
            **self._prepare_portal_layout_values(),
            "shown": record_sudo._prepare_customer_page(),
            # the messages need model and number, nothing else
            "object": record_sudo.sudo(False),
            "token": record_sudo.customer_key,
        }
