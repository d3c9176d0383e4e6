//! The services of foreign platforms, called with the tool's own code and key: what they answer to columns, to scores of the
//! same and of an older time, and to a roster that is asked for in pages.
//!
//! `lti1p3platform` leaves the comparison of timestamps to its user, and the glue keeps the specification: an older one is
//! 409, an equal one is taken. Open edX refuses both with 400. Neither gives results in pages here; Open edX knows no filter
//! by person and sends everybody's.

use std::sync::Arc;
use std::time::Duration;

use microcred::app::App;
use microcred::app::service;
use microcred::clock::Timestamp;
use microcred::lti::ags::{self, LineItem, ResultValue, Score, Wanted};
use microcred::lti::names::scope;
use microcred::lti::nrps;
use microcred::lti::service::{Call, Endpoint, ServiceError, Signer};
use microcred::lti::signing_key::SigningKey;
use microcred::store::{platform, query};
use url::Url;

use super::browser::Browser;
use super::platform::{Pair, Product, on_each_platform};
use super::work::Course;

on_each_platform! {
    a_column_is_made_and_found_again_by_its_name: start,
    what_is_as_old_or_older_is_refused_as_each_platform_does: start,
    a_roster_in_three_pages_comes_whole: start,
    who_teaches_sees_everybody_of_the_course: start,
}

/// Whoever calls the services that launches told of.
pub struct Caller {
    app: App,
    endpoint: Endpoint,
    key: Arc<SigningKey>,
    column: Option<Url>,
    columns: Url,
    roster: String,
}

impl Caller {
    /// After the first launch from a course.
    pub async fn of(course: &Course) -> Self {
        Self::new(course.app.clone(), &course.pair).await
    }

    async fn new(app: App, pair: &Pair) -> Self {
        let mut db = app.db.read().await.unwrap();
        let id = pair.registration.parse().unwrap();
        let platform = platform::find(&mut db, id).await.unwrap().unwrap();
        let (columns, roster): (String, String) =
            query("SELECT lineitems_url, memberships_url FROM lms_context")
                .one(&mut db)
                .await
                .unwrap();
        let column: Option<(String,)> =
            query("SELECT lineitem_url FROM placement WHERE placement_template_id IS NOT NULL AND lineitem_url IS NOT NULL")
                .optional(&mut db)
                .await
                .unwrap();
        drop(db);
        Self {
            endpoint: service::endpoint(&platform, "1").unwrap(),
            key: service::key(&app).await.unwrap(),
            column: column.map(|(column,)| column.parse().unwrap()),
            columns: columns.parse().unwrap(),
            roster,
            app,
        }
    }

    /// After a launch of who teaches, with nothing placed.
    async fn at(pair: &Pair) -> Self {
        let page = Browser::in_frame()
            .launch(&pair.platform.start_url("teacher"))
            .await;
        assert_eq!(page.status, 200, "{page}");
        Self::new(pair.tool.beside().await, pair).await
    }

    /// What the platform says of somebody's score.
    pub async fn result(&self, sub: &str) -> Result<Option<ResultValue>, ServiceError> {
        let new_id = || self.app.random.secret();
        let (services, column) = (&self.app.services, self.column.as_ref().unwrap());
        ags::find_result(services, &self.endpoint, self.signer(&new_id), column, sub).await
    }

    /// A score message with this time that changes no value.
    pub async fn say_nothing_new(&self, sub: &str, at: Timestamp) -> Result<(), ServiceError> {
        let column = self.column.clone().unwrap();
        self.say(&column, sub, at, None).await
    }

    async fn say(
        &self,
        column: &Url,
        sub: &str,
        at: Timestamp,
        given: Option<u32>,
    ) -> Result<(), ServiceError> {
        let score = Score {
            user_id: sub,
            timestamp: at,
            activity_progress: "Submitted",
            grading_progress: if given.is_some() {
                "FullyGraded"
            } else {
                "PendingManual"
            },
            score_given: given,
            score_maximum: given.map(|_| 20),
            comment: given.map(|_| "Not yet."),
            submitted_at: None,
            canvas: None,
        };
        let new_id = || self.app.random.secret();
        let services = &self.app.services;
        ags::post_score(
            services,
            &self.endpoint,
            self.signer(&new_id),
            column,
            &score,
        )
        .await
    }

    fn signer<'a>(&'a self, new_id: &'a (dyn Fn() -> String + Send + Sync)) -> Signer<'a> {
        Signer {
            key: &self.key,
            new_id,
        }
    }

    async fn create(&self, wanted: &Wanted<'_>) -> LineItem {
        let new_id = || self.app.random.secret();
        let (services, signer) = (&self.app.services, self.signer(&new_id));
        ags::create_line_item(services, &self.endpoint, signer, &self.columns, wanted)
            .await
            .unwrap()
    }

    async fn list(&self, resource_id: &str) -> Vec<LineItem> {
        let new_id = || self.app.random.secret();
        let (services, signer) = (&self.app.services, self.signer(&new_id));
        let columns = &self.columns;
        ags::list_line_items(services, &self.endpoint, signer, columns, resource_id, None)
            .await
            .unwrap()
    }

    /// One column, by its address.
    async fn get(&self, column: &Url) -> serde_json::Value {
        let new_id = || self.app.random.secret();
        let kind = "application/vnd.ims.lis.v2.lineitem+json";
        let call = Call::read(column.clone(), kind, 65_536);
        let scopes = [scope::LINE_ITEM];
        let signer = self.signer(&new_id);
        let services = &self.app.services;
        let answer = services.call(&self.endpoint, &scopes, signer, call).await;
        serde_json::from_slice(&answer.unwrap().body).unwrap()
    }
}

const WANTED: Wanted<'_> = Wanted {
    score_maximum: 20,
    label: "Asking",
    resource_link_id: None,
    resource_id: "credential:asking",
    tag: "points",
    opens: None,
};

async fn a_column_is_made_and_found_again_by_its_name(pair: Pair) {
    let caller = Caller::at(&pair).await;
    assert_eq!(caller.list("credential:asking").await, []);

    let made = caller.create(&WANTED).await;
    caller
        .create(&Wanted {
            resource_id: "credential:voices",
            ..WANTED
        })
        .await;

    assert_eq!(made.resource_id.as_deref(), Some("credential:asking"));
    assert_eq!(made.tag.as_deref(), Some("points"));
    assert_eq!(
        caller.list("credential:asking").await,
        std::slice::from_ref(&made),
        "others are left out"
    );
    let alone = caller.get(&made.id.parse().unwrap()).await;
    assert_eq!(alone["scoreMaximum"], 20);
    assert_eq!(alone["label"], "Asking");
    // The link's own column is there besides, where the platform makes one.
    let state = pair.platform.state().await;
    assert_eq!(state["line_items"].as_array().unwrap().len(), 3);
}

async fn what_is_as_old_or_older_is_refused_as_each_platform_does(pair: Pair) {
    let caller = Caller::at(&pair).await;
    let column: Url = caller.create(&WANTED).await.id.parse().unwrap();
    let sub = pair.platform.ready.people["learner"].sub.clone();
    let now = caller.app.clock.now();
    let (later, older) = (
        now.plus(Duration::from_millis(1)),
        now.minus(Duration::from_millis(1)),
    );
    let say = async |at, given| caller.say(&column, &sub, at, Some(given)).await;
    let status = |answer: Result<(), ServiceError>| match answer {
        Ok(()) => 200,
        Err(ServiceError::Refused { status, .. }) => status,
        Err(other) => panic!("{other}"),
    };
    say(now, 14).await.unwrap();

    let (of_older, of_equal) = match pair.platform.product {
        Product::OpenLearning => (409, 200),
        Product::OpenEdx => (400, 400),
    };
    assert_eq!(status(say(older, 18).await), of_older);
    assert_eq!(status(say(now, 14).await), of_equal);
    // Milliseconds are told apart.
    say(later, 16).await.unwrap();

    let found = async |sub: &str| {
        let new_id = || caller.app.random.secret();
        let (services, signer) = (&caller.app.services, caller.signer(&new_id));
        ags::find_result(services, &caller.endpoint, signer, &column, sub)
            .await
            .unwrap()
    };
    let result = found(&sub).await.unwrap();
    assert_eq!((result.score, result.maximum), (Some(16.0), 20.0));
    assert_eq!(result.comment.as_deref(), Some("Not yet."));
    let another = &pair.platform.ready.people["learner-2"].sub;
    assert_eq!(found(another).await, None);
}

async fn a_roster_in_three_pages_comes_whole(pair: Pair) {
    let caller = Caller::at(&pair).await;
    let first = nrps::first_page(&caller.roster, Some(2)).unwrap();
    let mut pages = Vec::new();
    let new_id = || caller.app.random.secret();
    let call = Call::read(first, nrps::MEDIA_TYPE, 1 << 20);
    let scopes = [scope::CONTEXT_MEMBERSHIP_READONLY];
    let (services, signer) = (&caller.app.services, caller.signer(&new_id));
    services
        .pages(&caller.endpoint, &scopes, signer, call, |page| {
            pages.push(nrps::Page::read(&page.body).unwrap());
            Ok(true)
        })
        .await
        .unwrap();

    let sizes: Vec<_> = pages.iter().map(|page| page.members.len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
    let members = pages.into_iter().flat_map(|page| page.members);
    let mut subs: Vec<_> = members.map(|member| member.person.id).collect();
    subs.sort_unstable();
    let people = pair.platform.ready.people.values();
    let mut expected: Vec<_> = people.map(|person| person.sub.clone()).collect();
    expected.sort_unstable();
    assert_eq!(subs, expected);
}

/// `OpenLearning` pages by two unasked; Open edX gives everybody at once where nothing is asked.
async fn who_teaches_sees_everybody_of_the_course(pair: Pair) {
    let course = Course::with_pick(pair).await;
    let mut teacher = Browser::in_frame();
    let start = course.pair.platform.item_url("teacher");
    let card = teacher.launch(&start).await;
    let path: Vec<_> = card.url.path().split('/').take(4).collect();
    let roster = card
        .url
        .join(&format!("{}/roster", path.join("/")))
        .unwrap();
    let page = teacher.open(roster.as_str()).await;

    assert_eq!(page.status, 200, "{page}");
    for (key, person) in &course.pair.platform.ready.people {
        let is_listed = page.body.contains(&person.name);
        assert_eq!(is_listed, key != "teacher", "{} {page}", person.name);
    }
}
