/** What differs from one local platform to another. */
export interface GiteaConfiguration {
  /** Account of the operating system that runs Gitea. */
  user: string;
  /** That account is root, which Gitea refuses unless told. */
  root: boolean;
  port: number;
  workFolder: string;
  repositoriesFolder: string;
  /** Folder with `templates`, `options` and `public` of this version of Gitea. */
  staticFolder: string;
  secretKey: string;
  internalToken: string;
  jwtSecret: string;
}

/** Values are taken literally by Gitea's parser when they stand between backquotes. */
function quoted(value: string | number): string {
  return `\`${value}\``;
}

/** Gitea's `app.ini`: SQLite, loopback only, installed, closed to strangers, quiet. */
export function renderGiteaConfiguration(options: GiteaConfiguration): string {
  const address = `http://localhost:${options.port}`;
  const { workFolder } = options;
  return `; Written by "cairn up" at each start; changes here are lost.
APP_NAME = Larkfield Git
RUN_USER = ${quoted(options.user)}
RUN_MODE = prod
WORK_PATH = ${quoted(workFolder)}
${options.root ? 'I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true\n' : ''}
[server]
PROTOCOL = http
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${options.port}
DOMAIN = localhost
ROOT_URL = ${address}/
LOCAL_ROOT_URL = http://127.0.0.1:${options.port}/
STATIC_ROOT_PATH = ${quoted(options.staticFolder)}
APP_DATA_PATH = ${quoted(`${workFolder}/data`)}
DISABLE_SSH = true
OFFLINE_MODE = true
LANDING_PAGE = explore
LFS_START_SERVER = false

[database]
DB_TYPE = sqlite3
PATH = ${quoted(`${workFolder}/gitea.db`)}
SQLITE_JOURNAL_MODE = WAL

[repository]
ROOT = ${quoted(options.repositoriesFolder)}
DEFAULT_BRANCH = main
DEFAULT_PRIVATE = public
DISABLE_STARS = true
DISABLED_REPO_UNITS = repo.wiki,repo.projects,repo.packages
DEFAULT_PUSH_CREATE_PRIVATE = true

[security]
INSTALL_LOCK = true
SECRET_KEY = ${quoted(options.secretKey)}
INTERNAL_TOKEN = ${quoted(options.internalToken)}
DISABLE_GIT_HOOKS = true
REVERSE_PROXY_TRUSTED_PROXIES = 127.0.0.0/8,::1/128
PASSWORD_HASH_ALGO = pbkdf2_hi

[oauth2]
ENABLED = false
JWT_SECRET = ${quoted(options.jwtSecret)}

[service]
DISABLE_REGISTRATION = true
REQUIRE_SIGNIN_VIEW = false
DEFAULT_ALLOW_CREATE_ORGANIZATION = true
ENABLE_NOTIFY_MAIL = false
ENABLE_PASSKEY_AUTHENTICATION = false
ENABLE_TIMETRACKING = false
DEFAULT_ENABLE_DEPENDENCIES = false
SHOW_MILESTONES_DASHBOARD_PAGE = false

; Who signs in by the identity provider gets an account of the same name.
[oauth2_client]
ENABLE_AUTO_REGISTRATION = true
REGISTER_EMAIL_CONFIRM = false
USERNAME = preferred_username
ACCOUNT_LINKING = auto
UPDATE_AVATAR = false
OPENID_CONNECT_SCOPES = profile email

[openid]
ENABLE_OPENID_SIGNIN = false
ENABLE_OPENID_SIGNUP = false

[webhook]
ALLOWED_HOST_LIST = loopback
DELIVER_TIMEOUT = 5

[migrations]
ALLOW_LOCALNETWORKS = false

[session]
PROVIDER = file
PROVIDER_CONFIG = ${quoted(`${workFolder}/sessions`)}
COOKIE_NAME = cairn_git

[ui]
DEFAULT_THEME = cairn
THEMES = cairn

[i18n]
LANGS = en-US
NAMES = English

[other]
SHOW_FOOTER_VERSION = true
SHOW_FOOTER_TEMPLATE_LOAD_TIME = false
SHOW_FOOTER_POWERED_BY = true
ENABLE_SITEMAP = false
ENABLE_FEED = false

[actions]
ENABLED = false

[packages]
ENABLED = false

[mailer]
ENABLED = false

[indexer]
ISSUE_INDEXER_TYPE = db
REPO_INDEXER_ENABLED = false

[queue]
TYPE = level
DATADIR = ${quoted(`${workFolder}/queues`)}

[cron.update_checker]
ENABLED = false

[log]
ROOT_PATH = ${quoted(`${workFolder}/log`)}
MODE = console
LEVEL = Warn
`;
}
