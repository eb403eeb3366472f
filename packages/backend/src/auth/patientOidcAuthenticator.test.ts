import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import express from 'express';
import { patientOidcAuthenticator } from './patientOidcAuthenticator';

/** An identity provider that only says where things are. */
async function startProvider(port = 0): Promise<Server> {
  const server = createServer((_request, response) => {
    const { port: own } = server.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${own}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/jwks`,
      }),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function stop(server: Server): Promise<number> {
  const { port } = server.address() as AddressInfo;
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

function initialize(port: number) {
  return patientOidcAuthenticator.initialize({
    callbackUrl: 'http://localhost/api/auth/oidc/handler/frame',
    config: new ConfigReader({
      clientId: 'cairn-portal',
      clientSecret: 'secret',
      prompt: 'consent',
      metadataUrl: `http://127.0.0.1:${port}/.well-known/openid-configuration`,
    }),
  });
}

const input = {
  scope: 'openid',
  state: 'state',
  req: Object.create(express.request, {
    method: { value: 'GET' },
    url: { value: '/' },
    session: { value: {} },
  }),
};

describe('patientOidcAuthenticator', () => {
  it('says who does not answer, and finds a provider that starts later', async () => {
    const port = await stop(await startProvider());
    const context = initialize(port);

    await expect(
      patientOidcAuthenticator.start(input, context),
    ).rejects.toThrow(
      `the identity provider at http://127.0.0.1:${port}/.well-known/openid-configuration does not answer`,
    );

    const provider = await startProvider(port);
    try {
      const { url } = await patientOidcAuthenticator.start(input, context);
      expect(url).toContain(`http://127.0.0.1:${port}/auth?`);
      expect(new URL(url).searchParams.get('prompt')).toBe('consent');
    } finally {
      await stop(provider);
    }
  });

  it('looks once for many who wait', async () => {
    const provider = await startProvider();
    let asked = 0;
    provider.on('request', () => {
      asked += 1;
    });
    const context = initialize((provider.address() as AddressInfo).port);
    try {
      await Promise.all([
        patientOidcAuthenticator.start(input, context),
        patientOidcAuthenticator.start(input, context),
      ]);
      await patientOidcAuthenticator.start(input, context);
      expect(asked).toBe(1);
    } finally {
      await stop(provider);
    }
  });
});
