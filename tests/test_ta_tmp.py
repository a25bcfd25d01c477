from collections import Counter
import re
from tests.test_performance import TestPerformance as Base
from unittest.mock import patch
from odoo.sql_db import Cursor
class TestQ(Base):
    def test_q(self):
        tickets = self.open_tickets(100); tickets.stage_id = self.done_stage
        self.env.flush_all(); self.env.invalidate_all()
        c=Counter(); real=Cursor.execute
        def ex(cr, q, *a, **k):
            s = q.code if hasattr(q,'code') else str(q)
            c[re.sub(r'\s+',' ',s)[:140]] += 1
            return real(cr,q,*a,**k)
        with patch.object(Cursor,'execute',ex):
            tickets.followup_ids._plan(); self.env.flush_all()
        for s,n in c.most_common(18): print(n, s)
        print(sum(c.values()))
for n in list(vars(Base)):
    if n.startswith('test_'): setattr(TestQ,n,None)
del Base
