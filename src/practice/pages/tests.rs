//! Pages: what is on them, for whom, and with which headers.

use axum::http::StatusCode;
use url::Url;

use crate::practice::testing::{CLIENT, Lab};
use crate::practice::{
    Begin, Cast, Faults, Guide, PracticeError, PracticeLms, Seat, Settings, Step,
};

#[tokio::test]
async fn the_front_page_leads_to_every_site() {
    let lab = Lab::new().await;
    let page = lab.get("/").await;
    assert_eq!(page.select(".cards a").len(), 4);
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self'")
    );
    assert!(
        page.select("script:not([src]), style, [style], [onclick]")
            .is_empty()
    );
}

#[tokio::test]
async fn a_guide_leads_into_the_course_as_the_person_of_each_step() {
    let settings = Settings {
        public_url: Url::parse("http://lms.example/").unwrap(),
        tools: Vec::new(),
        clock: crate::clock::Clock::system(),
    };
    let step = |begin| Step {
        title: "Place it".into(),
        text: "In the course.".into(),
        begin: vec![begin],
    };
    let guide = Guide {
        title: "In two steps".into(),
        lead: "Everything is invented.".into(),
        steps: vec![
            step(Begin::As {
                label: "As Dana".into(),
                site: "canvas".into(),
                person: "dana".into(),
            }),
            step(Begin::Page {
                label: "Verify".into(),
                address: "http://tool.example/verify".into(),
            }),
        ],
        cast: Some(Cast {
            title: "Who is where".into(),
            lead: "They have come this far.".into(),
            people: vec![Seat {
                name: "Mei Lindqvist".into(),
                of: "Asking again".into(),
                state: "Just handed in".into(),
                see: "The receipt.".into(),
                begin: Begin::Item {
                    label: "Open".into(),
                    site: "canvas".into(),
                    person: "mei".into(),
                    item: 2,
                },
            }],
        }),
    };
    let lms = PracticeLms::new(settings).unwrap();
    lms.show_guide(guide);
    let lab = Lab::of(lms);
    let page = lab.get("/").await;
    assert_eq!(page.select("h1").len(), 1);
    assert_eq!(page.select("ol.guide > li").len(), 2);
    let form = &page.select("ol.guide form")[0];
    let person = &page.select("ol.guide input[name=person]")[0]["value"];
    let answer = lab.post_form(&form["action"], &[("person", person)]).await;
    assert_eq!(answer.header("location"), "/canvas/courses/1");
    assert!(
        answer
            .header("set-cookie")
            .starts_with("practice-canvas=dana;")
    );
    assert_eq!(
        page.select("ol.guide a")[0]["href"],
        "http://tool.example/verify"
    );
    let row = &page.select(".cast tbody a")[0];
    assert_eq!(row["href"], "/canvas/launch?person=mei&item=2");
    assert_eq!(row["aria-label"], "Open Asking again as Mei Lindqvist");
}

#[tokio::test]
async fn choosing_somebody_signs_them_in() {
    let lab = Lab::new().await;
    let answer = lab.post_form("/moodle/", &[("person", "teacher")]).await;
    assert_eq!(answer.header("location"), "/moodle/courses/1");
    assert_eq!(
        answer.header("set-cookie"),
        "practice-moodle=dana; HttpOnly; SameSite=Lax; Path=/moodle"
    );
    let nobody = lab.post_form("/moodle/", &[("person", "nobody")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn staff_find_the_picker_and_learners_do_not() {
    let lab = Lab::new().await;
    let pickers = async |login| {
        let page = lab.get_as("canvas", login, "/canvas/courses/1").await;
        page.select(".actions a.button").len()
    };
    assert_eq!(pickers("dana").await, 4);
    assert_eq!(pickers("sam").await, 0);
    let picker = lab
        .get_as("canvas", "dana", "/canvas/courses/1/picker/editor_button")
        .await;
    assert!(picker.select("iframe[name=tool]")[0]["src"].contains("placement=editor_button"));
    let refused = lab
        .get_as("canvas", "sam", "/canvas/courses/1/picker/editor_button")
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_deep_address_signs_in_and_shows_the_tools_frame() {
    let lab = Lab::new().await;
    let page = lab.get("/canvas/launch?person=dana&item=1").await;
    assert!(
        page.header("set-cookie")
            .starts_with("practice-canvas=dana")
    );
    assert!(
        page.select("iframe[name=tool]")[0]["src"].starts_with("/canvas/launch/raw?person=dana")
    );
    assert_eq!(page.select("a[target=_blank]")[0]["rel"], "opener");
    let signed_in = lab
        .get_as("canvas", "sam", "/canvas/courses/1/items/1")
        .await;
    assert!(signed_in.select("iframe[name=tool]")[0]["src"].contains("person=sam"));
    assert_eq!(
        lab.get("/canvas/courses/1/items/1").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn storage_is_answered_beside_in_front_or_not_at_all() {
    let lab = Lab::new().await;
    for (site, storage, frames) in [
        ("canvas", "beside", 2),
        ("generic", "here", 1),
        ("moodle", "", 1),
    ] {
        let page = lab.get(&format!("/{site}/launch?person=sam&item=1")).await;
        let setup = &page.select("[data-platform]")[0];
        assert_eq!(setup["data-storage"], storage);
        assert_eq!(setup["data-origins"], "https://tool.example");
        assert_eq!(page.select("iframe").len(), frames);
    }
    let canvas = lab.get("/canvas/launch?person=sam&item=1").await;
    let beside = canvas.select("iframe[name=post_message_forwarding]");
    let frame = lab.get(&beside[0]["src"]).await;
    assert_eq!(frame.select("[data-platform]")[0]["data-storage"], "here");
    assert_eq!(
        lab.get("/canvas/platform-storage?client_id=other")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn rosters_are_for_staff_and_data_questions_for_administrators() {
    let lab = Lab::new().await;
    let roster = async |login| {
        lab.get_as("generic", login, "/generic/courses/1/roster")
            .await
    };
    assert_eq!(roster("sam").await.status, StatusCode::FORBIDDEN);
    assert!(roster("dana").await.select("tbody a").is_empty());
    assert!(
        !roster("alex")
            .await
            .select("tbody a[href*=data_privacy]")
            .is_empty()
    );
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let lab = Lab::new().await;
    let request = axum::http::Request::post("/canvas/settings/rotate-keys?")
        .header("sec-fetch-site", "cross-site")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(lab.call(request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn faults_are_set_on_the_settings_page() {
    let lab = Lab::new().await;
    let fields = [
        ("server_errors", "2"),
        ("course_concluded", "on"),
        ("removed_people", "sam"),
        ("removed_people", "mei"),
    ];
    lab.post_form("/moodle/settings/faults", &fields).await;
    let faults = lab.lms.faults("moodle");
    assert_eq!((faults.server_errors, faults.course_concluded), (2, true));
    assert_eq!(faults.removed_people, ["sam", "mei"]);
    let page = lab.get("/moodle/settings").await;
    assert_eq!(page.select("option[selected]").len(), 2);
    assert_eq!(lab.lms.faults("canvas"), Faults::default());
}

#[tokio::test]
async fn a_tool_registered_by_hand_launches_at_once() {
    let lab = Lab::new().await;
    let fields = [
        ("name", "By hand"),
        ("login_url", "https://hand.example/login"),
        ("redirect_uri", "https://hand.example/launch"),
        ("target_link_uri", "https://hand.example/launch"),
        ("jwks_url", "https://hand.example/jwks"),
        ("privacy", "name_only"),
    ];
    assert_eq!(
        lab.post_form("/canvas/settings/tools", &fields)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let client = lab.site("canvas").client_ids.pop().unwrap();
    let initiation = lab
        .initiate(&format!(
            "/canvas/launch/raw?person=dana&message=deep_linking&client_id={client}"
        ))
        .await;
    assert_eq!(initiation["target_link_uri"], "https://hand.example/launch");
    let course = lab.get_as("canvas", "dana", "/canvas/courses/1").await;
    assert_eq!(course.select(".tabs a")[1][""], "By hand");
    assert_eq!(course.select("p.actions").len(), 2);
    let mut wrong = fields;
    wrong[1].1 = "not an address";
    let refused = lab.post_form("/canvas/settings/tools", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_client_id_is_used_once_and_a_site_must_exist() {
    let lab = Lab::new().await;
    let mut tool = crate::practice::ToolRegistration {
        site: "canvas".to_owned(),
        client_id: CLIENT.to_owned(),
        deployment_id: "9".to_owned(),
        name: "Again".to_owned(),
        login_url: Url::parse("https://tool.example/").unwrap(),
        redirect_uris: Vec::new(),
        target_link_uri: Url::parse("https://tool.example/").unwrap(),
        jwks_url: Url::parse("https://tool.example/").unwrap(),
        privacy: crate::practice::Privacy::Public,
    };
    assert!(matches!(
        lab.lms.add_tool(tool.clone()),
        Err(PracticeError::DuplicateTool { .. })
    ));
    tool.site = "nowhere".to_owned();
    assert!(matches!(
        lab.lms.add_tool(tool),
        Err(PracticeError::UnknownSite(_))
    ));
}

#[test]
fn a_public_address_is_a_plain_origin() {
    for (url, good) in [
        ("http://127.0.0.1:8090/", true),
        ("https://lms.example", true),
        ("http://lms.example/path/", false),
        ("http://lms.example/?x", false),
        ("ftp://lms.example/", false),
    ] {
        let settings = Settings {
            public_url: Url::parse(url).unwrap(),
            tools: Vec::new(),
            clock: crate::clock::Clock::system(),
        };
        assert_eq!(PracticeLms::new(settings).is_ok(), good, "{url}");
    }
}

#[tokio::test]
async fn a_site_without_a_tool_says_where_to_register_one() {
    let settings = Settings {
        public_url: Url::parse("http://lms.example/").unwrap(),
        tools: Vec::new(),
        clock: crate::clock::Clock::system(),
    };
    let lab = Lab::of(PracticeLms::new(settings).unwrap());
    let page = lab.get_as("canvas", "dana", "/canvas/courses/1").await;
    assert!(page.select(".notice a")[0]["href"].ends_with("/settings"));
    let launch = lab.get("/canvas/launch?person=dana&item=1").await;
    assert_eq!(launch.status, StatusCode::NOT_FOUND);
}
