//! One browser in the hands of one claim. Owns windows, addresses and what lies below pages; what is on a page is
//! looked at through a [`View`].

use std::cell::Cell;
use std::sync::Arc;

use axum::http::Method;
use fantoccini::Client;
use fantoccini::error::CmdError;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::demo::Demo;
use super::view::View;

/// A browser that nobody has used before, as far as it shows.
pub struct Browser {
    client: Client,
    pub demo: Arc<Demo>,
    /// Whether the tool's frame or the page is what commands are about; `None` when that is not known.
    pub focused: Cell<Option<bool>>,
}

impl Browser {
    pub fn new(client: Client, demo: Arc<Demo>) -> Self {
        Self {
            client,
            demo,
            focused: Cell::new(None),
        }
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    pub fn into_client(self) -> Client {
        self.client
    }

    /// The page itself.
    pub fn page(&self) -> View<'_> {
        View::page(self)
    }

    /// What the tool shows in its frame.
    pub fn tool(&self) -> View<'_> {
        View::tool(self)
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) {
        self.focused.set(None);
        self.client.goto(address).await.unwrap();
    }

    /// Opens an item of a course as somebody, and gives the view on the tool.
    pub async fn launch(&self, site: &str, person: &str, item: u32) -> View<'_> {
        self.open(&self.demo.item(site, person, item)).await;
        self.tool()
    }

    /// A further tab, in front.
    pub async fn new_tab(&self) -> WindowHandle {
        let tab = self.client.new_window(true).await.unwrap().handle;
        self.switch_to(&tab).await;
        tab
    }

    /// The tab that is in front.
    pub async fn tab(&self) -> WindowHandle {
        self.client.window().await.unwrap()
    }

    /// Brings a tab to the front.
    pub async fn switch_to(&self, tab: &WindowHandle) {
        self.focused.set(None);
        self.client.switch_to_window(tab.clone()).await.unwrap();
    }

    /// Waits until there is a tab besides `known`, and brings it to the front.
    pub async fn switch_to_tab_beside(&self, known: &WindowHandle) {
        let found = super::view::eventually("a second tab", async || {
            let tabs = self.client.windows().await?;
            Ok(tabs.into_iter().find(|tab| tab != known))
        })
        .await;
        self.switch_to(&found).await;
    }

    /// Closes the tab in front, and brings `next` there.
    pub async fn close_tab(&self, next: &WindowHandle) {
        self.client.close_window().await.unwrap();
        self.switch_to(next).await;
    }

    /// A command of the Chrome `DevTools` protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.vendor("goog/cdp/execute", body).await
    }

    /// What this browser asked for since this was last called, redirects and frames included: each as method and
    /// address.
    pub async fn requested(&self) -> Vec<String> {
        let entries = self
            .vendor("se/log", json!({ "type": "performance" }))
            .await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok())
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .map(|entry| {
                let request = &entry["message"]["params"]["request"];
                let word = |name: &str| request[name].as_str().unwrap_or_default().to_owned();
                format!("{} {}", word("method"), word("url"))
            })
            .collect()
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        let answer = self.client.issue_cmd(Command { path, body }).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// What comes next is about the page itself.
    pub async fn leave_frames(&self) -> Result<(), CmdError> {
        let (path, body) = ("frame", json!({ "id": null }));
        self.client
            .issue_cmd(Command { path, body })
            .await
            .map(drop)
    }

    /// Shows pages as narrow as this, in CSS pixels.
    pub async fn set_width(&self, width: u64) {
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// `light` or `dark`.
    pub async fn set_scheme(&self, scheme: &str) {
        // Without motion, so that nobody measures a colour that is on its way to another.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Makes the browser as new: one empty tab, no cookies, nothing stored.
    pub async fn forget(&self) {
        let mut tabs = self.client.windows().await.unwrap();
        let first = tabs.remove(0);
        for tab in tabs {
            self.client.switch_to_window(tab).await.unwrap();
            self.client.close_window().await.unwrap();
        }
        self.client.switch_to_window(first).await.unwrap();
        self.open("about:blank").await;
        for (command, parameters) in [
            ("Emulation.clearDeviceMetricsOverride", json!({})),
            ("Emulation.setEmulatedMedia", json!({ "features": [] })),
            ("Network.clearBrowserCookies", json!({})),
        ] {
            self.devtools(command, parameters).await;
        }
        for origin in [&self.demo.lms, &self.demo.tool] {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            self.devtools("Storage.clearDataForOrigin", all).await;
        }
        self.requested().await;
    }

    /// Says on standard error what the browser shows, and where it has been.
    pub async fn describe(&self) {
        let history = self.devtools("Page.getNavigationHistory", json!({})).await;
        let entries = history["entries"].as_array().into_iter().flatten();
        let places: Vec<_> = entries.map(|entry| entry["url"].to_string()).collect();
        let at = &history["currentIndex"];
        eprintln!("-- history, at {at}:\n{}\n", places.join("\n"));
        for (name, view) in [("page", self.page()), ("tool", self.tool())] {
            let shown = view
                .once(
                    "return location.href + '\\n' + document.body.innerText",
                    vec![],
                )
                .await;
            if let Ok(Value::String(shown)) = shown {
                eprintln!("-- {name}: {shown}\n");
            }
        }
    }

    pub async fn close(self) {
        drop(self.client.close().await);
    }
}

/// A command that the client library has no words for.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
