import { configApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { oidcAuthApiRef } from './oidcAuthApi';
import { SignInPage } from './SignInPage';

const IDENTITY = {
  token: 'token',
  identity: {
    type: 'user' as const,
    userEntityRef: 'user:default/amara.okafor',
    ownershipEntityRefs: ['user:default/amara.okafor'],
  },
};

function open(options: { getBackstageIdentity: jest.Mock; config?: object }) {
  const onSignInSuccess = jest.fn();
  render(
    <TestApiProvider
      apis={[
        [
          oidcAuthApiRef,
          {
            getBackstageIdentity: options.getBackstageIdentity,
            getProfile: async () => ({ displayName: 'Amara Okafor' }),
            getIdToken: jest.fn(),
            signIn: jest.fn(),
            signOut: jest.fn(),
            sessionState$: jest.fn(),
          },
        ],
        [
          configApiRef,
          mockApis.config({
            data: {
              app: { title: 'Cairn' },
              organization: { name: 'Larkfield' },
              ...options.config,
            },
          }),
        ],
      ]}
    >
      <SignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return { onSignInSuccess };
}

describe('the sign-in page', () => {
  it('lets in who has a session, without asking', async () => {
    const { onSignInSuccess } = open({
      getBackstageIdentity: jest.fn().mockResolvedValue(IDENTITY),
    });

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identityApi] = onSignInSuccess.mock.calls[0];
    expect(await identityApi.getBackstageIdentity()).toEqual(IDENTITY.identity);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('leads everybody else to the identity provider', async () => {
    const getBackstageIdentity = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockReturnValueOnce(new Promise(() => {}));
    const { onSignInSuccess } = open({ getBackstageIdentity });

    const button = await screen.findByRole('button', {
      name: 'Sign in with Larkfield',
    });
    expect(getBackstageIdentity).toHaveBeenLastCalledWith({ optional: true });
    await userEvent.click(button);

    expect(getBackstageIdentity).toHaveBeenLastCalledWith({
      instantPopup: true,
    });
    expect(button).toBeDisabled();
    expect(onSignInSuccess).not.toHaveBeenCalled();
    expect(screen.queryByText(/local platform/)).not.toBeInTheDocument();
  });

  it('says why somebody was sent back, and forgets it', async () => {
    window.history.replaceState(null, '', '/?error=You+are+not+in+the+catalog');
    open({ getBackstageIdentity: jest.fn().mockResolvedValue(undefined) });

    expect(
      await screen.findByText('You are not in the catalog'),
    ).toBeInTheDocument();
    expect(window.location.search).toBe('');
  });

  it('says what is special about a local platform', async () => {
    open({
      getBackstageIdentity: jest.fn().mockResolvedValue(undefined),
      config: {
        app: { title: 'Cairn', signIn: { title: 'Come in' } },
        cairn: { local: true },
      },
    });

    expect(await screen.findByText(/any person of the example/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Come in' })).toBeVisible();
  });
});
