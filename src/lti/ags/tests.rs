//! Claims about the documents and addresses of the grade services.

use serde_json::json;
use url::Url;

use super::result::in_page;
use super::{Opens, Score, Submission, Wanted, below};
use crate::clock::Timestamp;

#[test]
fn what_is_below_a_line_item_goes_to_the_end_of_its_path_and_the_query_stays() {
    for (line_item, scores) in [
        (
            "https://lms.example/items/9",
            "https://lms.example/items/9/scores",
        ),
        (
            "https://lms.example/items/9/",
            "https://lms.example/items/9/scores",
        ),
        (
            "https://m.example/mod/lti/services.php/3/lineitems/9/lineitem?type_id=2",
            "https://m.example/mod/lti/services.php/3/lineitems/9/lineitem/scores?type_id=2",
        ),
        (
            "https://lms.example/i%2F9?a=b&c=%20d#part",
            "https://lms.example/i%2F9/scores?a=b&c=%20d",
        ),
    ] {
        let line_item: Url = line_item.parse().unwrap();
        assert_eq!(below(&line_item, "scores").as_str(), scores);
    }
}

#[test]
fn a_score_travels_in_the_names_of_the_specification_with_numbers_as_numbers() {
    let score = Score {
        user_id: "sub-1",
        timestamp: Timestamp::from_millis(1_795_000_000_120),
        activity_progress: "Completed",
        grading_progress: "FullyGraded",
        score_given: Some(18),
        score_maximum: Some(20),
        comment: Some("Earned."),
        submitted_at: Some(Timestamp::from_seconds(1_795_000_000)),
        canvas: Some(Submission {
            new_submission: false,
            preserve_score: None,
            prioritize_non_tool_grade: None,
            submission_type: None,
            submission_data: None,
        }),
    };
    let expected = json!({
        "userId": "sub-1", "timestamp": "2026-11-18T11:06:40.120Z", "activityProgress": "Completed",
        "gradingProgress": "FullyGraded", "scoreGiven": 18, "scoreMaximum": 20, "comment": "Earned.",
        "submission": {"submittedAt": "2026-11-18T11:06:40.000Z"},
        "https://canvas.instructure.com/lti/submission": {"new_submission": false},
    });
    assert_eq!(serde_json::to_value(&score).unwrap(), expected);
    let guarded = Score {
        canvas: score.canvas.clone().map(|canvas| Submission {
            prioritize_non_tool_grade: Some(true),
            ..canvas
        }),
        ..score.clone()
    };
    let guarded = serde_json::to_value(&guarded).unwrap();
    assert_eq!(
        guarded["https://canvas.instructure.com/lti/submission"],
        json!({"new_submission": false, "prioritize_non_tool_grade": true})
    );
    let bare = Score {
        score_given: None,
        score_maximum: None,
        comment: None,
        submitted_at: None,
        canvas: None,
        ..score
    };
    let bare = serde_json::to_value(&bare).unwrap();
    assert_eq!(bare.as_object().unwrap().len(), 4);
}

#[test]
fn a_wanted_column_says_what_canvas_is_to_open_where_it_is_asked() {
    let wanted = Wanted {
        score_maximum: 20,
        label: "Waiting",
        resource_link_id: None,
        resource_id: "credential:waiting",
        tag: "points",
        opens: Some(Opens::tool("https://tool.example/lti/launch")),
    };
    let expected = json!({
        "scoreMaximum": 20, "label": "Waiting", "resourceId": "credential:waiting", "tag": "points",
        "https://canvas.instructure.com/lti/submission_type": {
            "type": "external_tool", "external_tool_url": "https://tool.example/lti/launch",
        },
    });
    assert_eq!(serde_json::to_value(&wanted).unwrap(), expected);
}

#[test]
fn a_result_is_found_among_everybodys_in_whatever_form_it_comes() {
    let list = json!([
        {"userId": "1", "resultScore": 3, "resultMaximum": 4},
        {"userId": "2", "resultScore": "7.5", "resultMaximum": "10", "comment": ""},
        {"userId": "3", "resultScore": null},
        {"userId": 4, "resultScore": 0.5, "comment": "Well done."},
        {"userId": "5", "resultScore": "n/a", "resultMaximum": 0},
    ]);
    let find = |id: &str| in_page(list.to_string().as_bytes(), id).unwrap();
    for (id, score, maximum) in [
        ("1", Some(3.0), 4.0),
        ("2", Some(7.5), 10.0),
        ("3", None, 1.0),
        ("4", Some(0.5), 1.0),
        ("5", None, 1.0),
    ] {
        let found = find(id).unwrap();
        assert_eq!((found.score, found.maximum), (score, maximum), "{id}");
    }
    assert_eq!(find("4").unwrap().comment.as_deref(), Some("Well done."));
    assert_eq!(find("2").unwrap().comment, None);
    assert_eq!(find("9"), None);
    for odd in ["", "{}", "<html>", "null", "7"] {
        assert!(in_page(odd.as_bytes(), "1").is_err(), "{odd}");
    }
}
