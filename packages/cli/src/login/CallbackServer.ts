import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { CommandError, EXIT } from '../exitCodes';

const PAGE = (title: string, text: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; place-content: center; min-height: 90vh; margin: 0 24px; text-align: center; }
</style>
<h1>${title}</h1><p>${text}</p></html>`;

function answer(
  response: ServerResponse,
  status: number,
  title: string,
  text: string,
) {
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'",
      'Cache-Control': 'no-store',
      Connection: 'close',
    })
    .end(PAGE(title, text));
}

/** Waits on loopback for the browser to come back with an authorization code. */
export class CallbackServer {
  /** @param state - What the browser must bring along, so that nobody else's code is taken. */
  static async start(state: string): Promise<CallbackServer> {
    const server = createServer();
    const callback = new CallbackServer(server, state);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return callback;
  }

  /** The code; rejects with a CommandError where the person said no. */
  readonly code: Promise<string>;
  readonly #server: Server;

  private constructor(server: Server, state: string) {
    this.#server = server;
    this.code = new Promise((resolve, reject) => {
      server.on('request', (request, response) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        if (request.method !== 'GET' || url.pathname !== '/callback') {
          answer(response, 404, 'Nothing here', 'This is not a page.');
          return;
        }
        const { code, error, ...rest } = Object.fromEntries(url.searchParams);
        if (rest.state !== state) {
          answer(
            response,
            400,
            'Not the login that was begun',
            'Run ./cairn login again and use the page that it opens.',
          );
          return;
        }
        if (code) {
          answer(
            response,
            200,
            'You are logged in',
            'You can close this page and go back to the terminal.',
          );
          resolve(code);
          return;
        }
        answer(
          response,
          200,
          'You are not logged in',
          'Nothing was given to the command line. You can close this page.',
        );
        reject(
          new CommandError(
            error === 'access_denied'
              ? 'You did not allow the login in the browser. Nothing was changed.'
              : `The portal refused the login: ${
                  rest.error_description ?? error ?? 'it gave no reason'
                }.`,
            EXIT.denied,
          ),
        );
      });
    });
    // Whoever awaits it still sees the rejection; without this, one that comes before would end the process.
    this.code.catch(() => {});
  }

  get redirectUri(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('The server for the callback does not listen.');
    }
    return `http://127.0.0.1:${address.port}/callback`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeIdleConnections();
  }
}
