import { CallbackServer } from './CallbackServer';

describe('the way back from the browser', () => {
  let server: CallbackServer;
  beforeEach(async () => {
    server = await CallbackServer.start('the-state');
  });
  afterEach(() => server.close());

  const open = (query: string) => fetch(`${server.redirectUri}?${query}`);

  it('takes the code of this login and no other', async () => {
    expect((await open('code=evil&state=another')).status).toBe(400);
    expect((await open('code=evil')).status).toBe(400);
    const answer = await open('code=good&state=the-state');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('You are logged in');
    expect(await server.code).toBe('good');
  });

  it('says that the person did not allow it', async () => {
    await open('error=access_denied&state=the-state');
    await expect(server.code).rejects.toThrow('You did not allow the login');
  });

  it('says why the portal refused', async () => {
    await open(
      'error=invalid_request&error_description=Invalid+client&state=the-state',
    );
    await expect(server.code).rejects.toThrow('Invalid client');
  });

  it('has no other page, and listens on loopback only', async () => {
    const { origin, hostname } = new URL(server.redirectUri);
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect(hostname).toBe('127.0.0.1');
  });
});
