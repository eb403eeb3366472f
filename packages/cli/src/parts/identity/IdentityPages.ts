import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type default as Provider } from 'oidc-provider';
import { findPerson, type Organization } from './organization';
import {
  type ErrorPage,
  pageHeaders,
  renderChooserPage,
  renderErrorPage,
  renderInfoPage,
} from './pages';
import type { IdentitySettings } from './settings';

/** A form has a name in it and nothing else. */
const FORM_LIMIT_BYTES = 4096;

const INTERACTION = /^\/interaction\/([A-Za-z0-9_-]+)(\/cancel)?$/;

/** Browsers say where a form comes from; programs that do not say have no cookie of a person either. */
function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}

/** A form that was not sent by one of our pages. */
class FormTooLargeError extends Error {}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > FORM_LIMIT_BYTES) {
      throw new FormTooLargeError();
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The pages around the protocol: who to be, and what went wrong. */
export class IdentityPages {
  readonly #provider: Provider;
  readonly #settings: IdentitySettings;
  readonly #organization: () => Promise<Organization>;

  constructor(
    provider: Provider,
    settings: IdentitySettings,
    organization: () => Promise<Organization>,
  ) {
    this.#provider = provider;
    this.#settings = settings;
    this.#organization = organization;
  }

  /** Answers a request for one of the pages; tells whether it was one. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const address = `${new URL(this.#settings.issuer).origin}${request.url}`;
    if (!request.url?.startsWith('/') || !URL.canParse(address)) {
      this.#refuse(response, 400, {
        title: 'This address cannot be read',
        reason: 'It is not the address of a page.',
        code: 'invalid_address',
      });
      return true;
    }
    const { pathname } = new URL(address);
    if (pathname === '/healthz') {
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end('{"status":"ok"}');
      return true;
    }
    if (pathname === '/') {
      this.#page(response, 200, renderInfoPage(this.#settings.portalUrl));
      return true;
    }
    const interaction = INTERACTION.exec(pathname);
    if (!interaction) {
      return false;
    }
    if (request.method === 'POST' && !sameOrigin(request)) {
      this.#refuse(response, 403, {
        title: 'This form was not sent from here',
        reason: 'The request came from another site, so it was refused.',
        code: 'cross_site_request',
      });
    } else if (request.method === 'POST' && interaction[2]) {
      await this.#provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'You cancelled the sign-in.',
      });
    } else if (request.method === 'POST') {
      await this.#choose(request, response);
    } else {
      await this.#show(request, response);
    }
    return true;
  }

  /** Answers with a page for what went wrong; the trace goes to the log. */
  fail(response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof FormTooLargeError) {
      this.#refuse(response, 413, {
        title: 'This form is too large',
        reason: `A name is all that is asked for; more than ${FORM_LIMIT_BYTES} bytes came.`,
        code: 'form_too_large',
      });
    } else if (error instanceof errors.SessionNotFound) {
      this.#refuse(response, 400, {
        title: 'This sign-in has ended',
        reason:
          'It was open for more than an hour, or was finished in another window.',
        code: 'interaction_expired',
      });
    } else {
      process.stderr.write(
        `${error instanceof Error ? error.stack : String(error)}\n`,
      );
      this.#refuse(response, 500, {
        title: 'You could not be signed in',
        reason: 'The identity provider failed. Its log (identity) says why.',
        code: 'server_error',
      });
    }
  }

  #refuse(
    response: ServerResponse,
    status: number,
    what: Omit<ErrorPage, 'portalUrl'>,
  ): void {
    const { portalUrl } = this.#settings;
    this.#page(response, status, renderErrorPage({ ...what, portalUrl }));
  }

  async #show(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const details = await this.#provider.interactionDetails(request, response);
    this.#page(
      response,
      200,
      renderChooserPage({
        uid: details.uid,
        organization: await this.#organization(),
        current: details.session?.accountId,
        portalUrl: this.#settings.portalUrl,
      }),
    );
  }

  async #choose(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const details = await this.#provider.interactionDetails(request, response);
    const form = new URLSearchParams(await readBody(request));
    const organization = await this.#organization();
    const typed = form.get('person') ?? '';
    const person = findPerson(organization, typed);
    if (!person) {
      this.#page(
        response,
        422,
        renderChooserPage({
          uid: details.uid,
          organization,
          current: details.session?.accountId,
          portalUrl: this.#settings.portalUrl,
          notFound: typed,
        }),
      );
      return;
    }
    const next = await this.#provider.interactionResult(request, response, {
      select_account: {},
      login: { accountId: person.id },
      consent: { grantId: await this.#grant(person.id, details.params) },
    });
    const { session } = details;
    if (session?.accountId && session.accountId !== person.id) {
      await this.#handOver(session.uid, person.id);
    }
    response.writeHead(303, { Location: next }).end();
  }

  /**
   * Makes the browser's session another person's. Left to itself, oidc-provider would first ask to sign the other one
   * out, on a page that needs scripts.
   */
  async #handOver(sessionUid: string, accountId: string): Promise<void> {
    const session = await this.#provider.Session.findByUid(sessionUid);
    if (session) {
      session.authorizations = {};
      session.loginAccount({ accountId });
      await session.persist();
    }
  }

  /** Grants what is asked for, without a page: provider and clients belong to one platform. */
  async #grant(
    accountId: string,
    asked: Record<string, unknown>,
  ): Promise<string> {
    const grant = new this.#provider.Grant({
      accountId,
      clientId: String(asked.client_id),
    });
    grant.addOIDCScope(String(asked.scope));
    return grant.save();
  }

  #page(response: ServerResponse, status: number, html: string): void {
    const origins = this.#settings.clients.map(
      client => new URL(client.redirectUri).origin,
    );
    response.writeHead(status, pageHeaders(origins)).end(html);
  }
}
