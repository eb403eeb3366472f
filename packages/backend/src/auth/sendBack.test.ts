import { encodeOAuthState } from '@backstage/plugin-auth-node';
import { sendBack } from './sendBack';

const CALLBACK = 'https://cairn.example/api/auth/oidc/handler/frame';
const reason = new Error('The provider does not answer');

function state(change: { flow?: string; redirectUrl?: string }): string {
  return encodeOAuthState({
    nonce: 'nonce',
    env: 'production',
    flow: 'redirect',
    ...change,
  });
}

describe('sendBack', () => {
  it('leads back to where the person was, with the reason', () => {
    const url = sendBack(
      state({ redirectUrl: 'https://cairn.example/catalog?a=1' }),
      CALLBACK,
      reason,
    );
    expect(url).toBe(
      'https://cairn.example/catalog?a=1&error=The+provider+does+not+answer',
    );
  });

  it.each([
    'https://evil.example/',
    'https://cairn.example.evil.example/',
    'http://cairn.example/',
    'https://cairn.example:8443/',
    'data:text/html,x',
    '//evil.example',
    'nonsense',
    '',
  ])('does not lead to %s', redirectUrl => {
    expect(sendBack(state({ redirectUrl }), CALLBACK, reason)).toBeUndefined();
  });

  it('leaves pop-ups and states that cannot be read alone', () => {
    expect(
      sendBack(
        state({ flow: 'popup', redirectUrl: 'https://cairn.example/' }),
        CALLBACK,
        reason,
      ),
    ).toBeUndefined();
    expect(sendBack('nonsense', CALLBACK, reason)).toBeUndefined();
  });
});
