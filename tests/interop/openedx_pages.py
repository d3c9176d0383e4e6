"""Addresses of the Open edX platform: the package's own, and the pages that a test asks for.

Owns `/start`, `/deep-link-return` and `/state`; every LTI message is made and judged by the package behind `/api/`.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from lti_consumer import api, models
from lti_consumer.data import Lti1p3LaunchData
from lti_consumer.models import LtiAgsLineItem, LtiAgsScore, LtiConfiguration, LtiDlContentItem
from lti_consumer.plugin.views import deep_linking_response_endpoint

import course
from openedx_course import BLOCK, BLOCK_KEY, COURSE_KEY, ROLES, external_id

# The package's answer to a deep linking response is a page for people. It still judges the response, but the browser is sent to
# `/deep-link-return`, which says the same as JSON.
models.get_lti_deeplinking_response_url = lambda _configuration_id: f"{settings.LTI_BASE}/deep-link-return"


def start(request):
    """Begins a launch: the redirect to the tool's login address that the package composes."""
    person = course.BY_KEY.get(request.GET.get("user"))
    message = request.GET.get("message", "resource")
    if person is None or message not in ("resource", "deep-link"):
        return JsonResponse({"error": "user or message is not known"}, status=400)
    user = get_user_model().objects.get(username=person.key)
    launch = Lti1p3LaunchData(
        user_id=user.id,
        user_role=ROLES[person.role],
        config_id=LtiConfiguration.objects.get(location=BLOCK_KEY).config_id,
        resource_link_id=str(BLOCK_KEY),
        preferred_username=user.username,
        name=user.get_full_name(),
        email=user.email,
        external_user_id=external_id(user),
        launch_presentation_document_target="iframe",
        context_id=str(COURSE_KEY),
        context_type=["course_offering"],
        context_title=course.COURSE_TITLE,
        context_label=course.COURSE_LABEL,
    )
    content_item = None
    if "item" in request.GET:
        picked = list(LtiDlContentItem.objects.order_by("id"))
        number = request.GET["item"]
        if not number.isdecimal() or int(number) >= len(picked):
            return JsonResponse({"error": "no such content item"}, status=400)
        content_item = picked[int(number)].id
    return redirect(api.get_lti_1p3_launch_start_url(launch, message == "deep-link", content_item))


@csrf_exempt
def deep_link_return(request):
    """Hands a deep linking response to the package and tells what became of it."""
    configuration = LtiConfiguration.objects.get(location=BLOCK_KEY)
    try:
        answer = deep_linking_response_endpoint(request, lti_config_id=configuration.id)
    except Exception as why:  # Open edX answers 500 to what it did not foresee; the test should read what that was.
        return JsonResponse({"error": f"{type(why).__name__}: {why}"}, status=500)
    if answer.status_code != 200:
        return JsonResponse({"error": f"Open edX answered {answer.status_code}"}, status=answer.status_code)
    return JsonResponse({"content_items": content_items()})


def content_items():
    """The saved items. The package stores the type beside the rest of an item."""
    return [{"type": item.content_type, **item.attributes} for item in LtiDlContentItem.objects.order_by("id")]


def state(_request):
    """What the platform holds."""
    return JsonResponse(
        {
            "content_items": content_items(),
            "line_items": [
                {"id": item.id, "label": item.label, "scoreMaximum": item.score_maximum, "tag": item.tag, "resourceId": item.resource_id}
                for item in LtiAgsLineItem.objects.order_by("id")
            ],
            "scores": [
                {
                    "lineItem": score.line_item_id,
                    "userId": score.user_id,
                    "scoreGiven": score.score_given,
                    "scoreMaximum": score.score_maximum,
                    "comment": score.comment,
                    "activityProgress": score.activity_progress,
                    "gradingProgress": score.grading_progress,
                    "timestamp": score.timestamp.isoformat(),
                }
                for score in LtiAgsScore.objects.order_by("id")
            ],
            "grades": BLOCK.grades,
        }
    )


urlpatterns = [
    path("start", start),
    path("deep-link-return", deep_link_return),
    path("state", state),
    path("api/", include("lti_consumer.plugin.urls", namespace="lti_consumer")),
]
