//! What a browser shows in one place: the page, or the tool's frame in it. Owns waiting: every look is repeated
//! until it finds what it looks for, because frames come and go while a launch runs.

use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::chromium::Browser;
use super::say;

/// Longer than anything takes on a busy machine; only what fails waits for it.
const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again until there is something.
///
/// # Panics
/// When patience ends, with `what` was waited for.
pub async fn eventually<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>, CmdError>,
) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        // What goes wrong while a frame changes goes right a moment later.
        let found = look().await;
        if let Ok(Some(found)) = found {
            return found;
        }
        let why = found
            .err()
            .map(|error| format!(": {error}"))
            .unwrap_or_default();
        assert!(Instant::now() < until, "waited in vain for {what}{why}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Whether the innermost element that holds a text can be seen.
const SEES: &str = "
    const has = (element) => element.textContent.replace(/\\s+/g, ' ').includes(arguments[0]);
    return [...document.body.querySelectorAll('*')].some((element) =>
        has(element) && ![...element.children].some(has) && element.checkVisibility());";

/// One place.
#[derive(Clone, Copy)]
pub struct View<'a> {
    browser: &'a Browser,
    in_frame: bool,
}

/// What the first page says of who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub person: String,
    pub course: String,
    pub role: String,
}

impl Home {
    /// `role` is the name of one of ours, such as `earner`.
    pub fn of(person: &str, course: &str, role: &str) -> Self {
        Self {
            person: person.to_owned(),
            course: course.to_owned(),
            role: say(&format!("role-{role}-name")),
        }
    }
}

impl<'a> View<'a> {
    pub fn page(browser: &'a Browser) -> Self {
        Self {
            browser,
            in_frame: false,
        }
    }

    pub fn tool(browser: &'a Browser) -> Self {
        Self {
            browser,
            in_frame: true,
        }
    }

    /// Makes what comes next be about this place.
    async fn focus(&self) -> Result<(), CmdError> {
        if self.browser.focused.get() == Some(self.in_frame) {
            return Ok(());
        }
        self.browser.leave_frames().await?;
        if self.in_frame {
            let client = self.browser.client();
            let frame = client.find(Locator::Css("iframe[name=tool]")).await?;
            frame.enter_frame().await?;
        }
        self.browser.focused.set(Some(self.in_frame));
        Ok(())
    }

    /// Looks once. A place that has gone is sought anew the next time.
    async fn look<T>(
        &self,
        look: impl AsyncFnOnce(&Client) -> Result<T, CmdError>,
    ) -> Result<T, CmdError> {
        self.focus().await?;
        let found = look(self.browser.client()).await;
        if found.is_err() {
            self.browser.focused.set(None);
        }
        found
    }

    /// Runs a script once.
    pub async fn once(&self, script: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
        self.look(async |client| client.execute(script, arguments).await)
            .await
    }

    /// Runs a script until its answer is something other than null, false or empty.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        eventually(what, async || {
            let answer = self.once(script, arguments.clone()).await?;
            let is_nothing = matches!(&answer, Value::Null | Value::Bool(false))
                || answer.as_str().is_some_and(str::is_empty)
                || answer.as_array().is_some_and(Vec::is_empty);
            Ok((!is_nothing).then_some(answer))
        })
        .await
    }

    /// Waits for a text that a person can see.
    pub async fn sees(&self, text: &str) {
        self.until(&format!("the text {text:?}"), SEES, vec![json!(text)])
            .await;
    }

    /// Whether a text can be seen at this moment.
    pub async fn shows(&self, text: &str) -> bool {
        let shown = self.once(SEES, vec![json!(text)]).await;
        shown.is_ok_and(|shown| shown == true)
    }

    /// Waits for a visible heading of the first level with this text.
    pub async fn has_heading(&self, text: &str) {
        const SCRIPT: &str = "
            return [...document.querySelectorAll('h1')].some((heading) =>
                heading.checkVisibility() && heading.textContent.trim() === arguments[0]);";
        self.until(&format!("the heading {text:?}"), SCRIPT, vec![json!(text)])
            .await;
    }

    /// The address.
    pub async fn address(&self) -> String {
        let answer = self
            .until("an address", "return location.href", vec![])
            .await;
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Waits for the first page, and reads who is there.
    pub async fn home(&self) -> Home {
        const SCRIPT: &str = "
            if (!/^\\/app\\/l\\/[0-9a-f-]{36}$/.test(location.pathname)) return null;
            const facts = new Map([...document.querySelectorAll('.facts > div')].map((fact) =>
                [fact.querySelector('dt').textContent.trim(), fact.querySelector('dd').textContent.trim()]));
            const found = [...arguments].map((name) => facts.get(name) ?? '');
            return found.some((value) => value !== '') ? found : null;";
        let names = ["home-person", "home-course", "home-role"].map(|key| json!(say(key)));
        let found = self.until("the first page", SCRIPT, names.to_vec()).await;
        let text = |position: usize| found[position].as_str().unwrap_or_default().to_owned();
        Home {
            person: text(0),
            course: text(1),
            role: text(2),
        }
    }

    /// The first element that matches and can be seen.
    async fn element(&self, locator: Locator<'_>, what: &str) -> Element {
        eventually(what, async || {
            self.look(async |client| {
                for element in client.find_all(locator).await? {
                    if element.is_displayed().await? {
                        return Ok(Some(element));
                    }
                }
                Ok(None)
            })
            .await
        })
        .await
    }

    /// What matches the selector, to be handed a file.
    pub async fn client_element(&self, selector: &str) -> Element {
        self.element(Locator::Css(selector), selector).await
    }

    /// Clicks what matches the selector.
    pub async fn click(&self, selector: &str) {
        let element = self.element(Locator::Css(selector), selector).await;
        self.bring_into_view(&element).await;
        element.click().await.unwrap();
    }

    /// Scrolls as a person does who wants to click there: the bar at the bottom of a page is not over it.
    async fn bring_into_view(&self, element: &Element) {
        let target = serde_json::to_value(element).unwrap();
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        // A page that has gone away is found out by the click itself.
        drop(self.once(script, vec![target]).await);
    }

    /// Clicks the button, link or disclosure that reads so.
    pub async fn press(&self, label: &str) {
        let path = format!(
            "//*[self::button or self::a or self::summary or self::label][contains(normalize-space(.), \"{label}\")]"
        );
        self.click_at(&path).await;
    }

    /// Clicks what the `XPath` leads to.
    pub async fn click_at(&self, path: &str) {
        let element = self.element(Locator::XPath(path), path).await;
        self.bring_into_view(&element).await;
        element.click().await.unwrap();
    }

    /// The text of the first element that matches the selector.
    pub async fn text(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.textContent.trim()";
        let text = self.until(selector, script, vec![json!(selector)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Types into what matches the selector, in place of what it holds.
    pub async fn fill(&self, selector: &str, text: &str) {
        let element = self.element(Locator::Css(selector), selector).await;
        element.clear().await.unwrap();
        element.send_keys(text).await.unwrap();
    }

    /// Loads this place again.
    pub async fn reload(&self) {
        // Marked, so that what is seen next is the new document.
        self.leave("location.reload()").await;
    }

    /// Goes back in the history of this place.
    pub async fn back(&self) {
        self.leave("history.back()").await;
    }

    /// Does what leads to another document, and waits for that. It is done a moment after the command was answered:
    /// chromedriver runs a script again when its answer gets lost with the document, and would go back twice.
    async fn leave(&self, script: &str) {
        self.mark().await;
        let later = format!("setTimeout(() => {script}, 50)");
        self.until("a way out", &format!("return {later}"), vec![])
            .await;
        self.until_new().await;
    }

    async fn mark(&self) {
        self.until("a document", "return (window.seenBefore = true)", vec![])
            .await;
    }

    async fn until_new(&self) {
        let script = "return !window.seenBefore && document.readyState === 'complete'";
        self.until("another document", script, vec![]).await;
    }
}
