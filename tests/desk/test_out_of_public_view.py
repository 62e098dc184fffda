"""What comes through social media is moved out of public view, and who did it stays on file."""

import pytest

from complaintdesk.models.acting import Refused
from tests.desk.officer import london


@pytest.mark.clause("his-process-d")
def test_a_public_reply_is_refused_and_a_direct_message_offered(officer):
    one = officer("his")
    ref = one.receive("his", channel="social media", words="You never mended our roof! @his")
    refused = one.try_to(ref, "contact", how="public_post", said="We looked into 12 Larch Walk.")
    assert isinstance(refused, Refused)
    assert (refused.sentence, refused.field) == ("How: Direct message.", "how")
    assert refused.clause == "HiS Complaints Process (Appendix A)"
    one.do(ref, "contact", how="private_message", said="We looked into 12 Larch Walk.")
    assert "How: Direct message" in one.desk.timeline(ref)[-1].lines
    by_phone = one.receive("his", resident="Nadia Bell", channel="telephone")
    one.do(by_phone, "contact", how="public_post", said="Called out.")


@pytest.mark.clause("saha-channel-b")
def test_a_post_is_on_the_teams_list_until_it_is_taken_offline_and_the_clock_stays(officer):
    one, team = officer("saha"), "Customer Insight Team"
    one.at = london("2024-04-08 10:00")
    ref = one.receive("saha", channel="social media", owner=team)
    plain = one.receive("saha", channel="telephone", owner=team, resident="Nadia Bell")

    def reminded():
        return {row.ref: row.owner for row in one.desk.owed("saha", team) if "taken out of public view" in row.what}

    def clocks():
        return [(clock.name, clock.due) for clock in one.desk.case(ref).clocks]

    one.at = london("2024-04-08 19:00")
    assert reminded() == {ref: team}
    assert plain not in reminded()
    before = clocks()
    one.do(ref, "step", step="taken_offline", what="Moved to a private message.")
    assert reminded() == {}
    assert clocks() == before
    (step,) = [record for record in one.desk.case(ref).records if record.kind == "step"]
    assert (step.who, step.line) == ("Jo Smith", "Taken out of public view; Moved to a private message.")
