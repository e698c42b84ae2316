from sim.views.pages.shell import Bar


def test_a_bar_says_what_the_app_is_for_unless_told_otherwise():
    state = Bar("what_if", "en").state
    assert state["words"]["title"] == "What if"
    assert state["words"]["subtitle"].startswith("Move the levers")
    assert state["words"]["badge"] == "synthetic data"
    assert state["choices"] == []
    assert Bar("what_if", "en", title="Mine").state["words"]["page"] == "Mine · Wuli"


def test_a_bar_leads_to_every_app():
    assert [link["name"] for link in Bar("what_if", "zh").state["apps"]][:1] in (["overview"], ["what_if"])
    assert Bar("what_if", "zh", synthetic=False).state["words"]["badge"] == "模拟结果"
