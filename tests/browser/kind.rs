//! The kinds of browser that people come with. Owns how Chromium is told to be one.

use serde_json::{Map, Value, json};

use super::demo::Demo;

/// Which cookies the tool may keep in a frame of the LMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookies {
    /// All of them, as browsers used to.
    Allowed,
    /// Only partitioned ones, as browsers do now.
    Partitioned,
    /// None at all, as Safari and some school policies do; in a tab of its own it may.
    Refused,
}

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub cookies: Cookies,
    pub scripts: bool,
}

impl Kind {
    pub const ALLOWED: Self = Self::with(Cookies::Allowed);
    pub const PARTITIONED: Self = Self::with(Cookies::Partitioned);
    pub const REFUSED: Self = Self::with(Cookies::Refused);

    const fn with(cookies: Cookies) -> Self {
        Self {
            cookies,
            scripts: true,
        }
    }

    /// The same with scripts switched off.
    pub const fn without_scripts(self) -> Self {
        Self {
            scripts: false,
            ..self
        }
    }

    /// What chromedriver is asked for. `binary` is Chromium.
    pub fn capabilities(self, binary: &str, demo: &Demo) -> Map<String, Value> {
        let options = json!({
            "binary": binary,
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--window-size=1200,900", "--lang=en-US",
            ],
            "prefs": self.preferences(demo),
        });
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "performance": "ALL" },
            "timeouts": { "pageLoad": 20_000, "script": 20_000 },
        });
        match capabilities {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    fn preferences(self, demo: &Demo) -> Value {
        let mode = i32::from(self.cookies != Cookies::Allowed);
        let mut exceptions = json!({});
        if self.cookies == Cookies::Refused {
            // The tool's cookies, where the page around them is the LMS's: not even partitioned ones are kept.
            let pair = format!("{},{}", demo.tool, demo.lms);
            exceptions = json!({ "cookies": { pair: { "setting": 2 } } });
        }
        let scripts = if self.scripts { 1 } else { 2 };
        json!({
            "intl": { "accept_languages": "en-US,en" },
            "profile": {
                "cookie_controls_mode": mode,
                "content_settings": { "exceptions": exceptions },
                "default_content_setting_values": { "javascript": scripts },
            },
        })
    }
}
