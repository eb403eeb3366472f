import { UserIdentity } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button } from '@backstage/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { CairnMark } from '../brand';
import { oidcAuthApiRef } from './oidcAuthApi';
import styles from './SignInPage.module.css';
import { takeSignInError } from './signInError';

type State =
  | { step: 'checking' }
  | { step: 'ready'; error?: string }
  | { step: 'leaving' };

/** Signs in silently where a session exists; else shows the one way in. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const authApi = useApi(oidcAuthApiRef);
  const config = useApi(configApiRef);
  const [state, setState] = useState<State>({ step: 'checking' });

  const signIn = useCallback(
    async (options: { optional: true } | { instantPopup: true }) => {
      const response = await authApi.getBackstageIdentity(options);
      if (!response) {
        return false;
      }
      onSignInSuccess(
        UserIdentity.create({
          identity: response.identity,
          profile: await authApi.getProfile(),
          authApi,
        }),
      );
      return true;
    },
    [authApi, onSignInSuccess],
  );

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) {
      return;
    }
    begun.current = true;
    const error = takeSignInError(window.location, window.history);
    signIn({ optional: true })
      .then(signedIn => {
        if (!signedIn) {
          setState({ step: 'ready', error });
        }
      })
      .catch(cause => setState({ step: 'ready', error: reasonOf(cause) }));
  }, [signIn]);

  const start = () => {
    setState({ step: 'leaving' });
    signIn({ instantPopup: true }).catch(cause =>
      setState({ step: 'ready', error: reasonOf(cause) }),
    );
  };

  if (state.step === 'checking') {
    return <div className={styles.page} aria-busy="true" />;
  }

  const title = config.getOptionalString('app.title') ?? 'Cairn';
  const organization = config.getOptionalString('organization.name');
  return (
    <main className={styles.page}>
      <section className={styles.card} aria-labelledby="sign-in-title">
        <CairnMark size={40} />
        <h1 id="sign-in-title" className={styles.title}>
          {title}
        </h1>
        <p className={styles.lead}>
          The services of {organization ?? 'your company'}, their environments
          and their docs, in one place.
        </p>
        {'error' in state && state.error && (
          <Alert
            status="danger"
            icon
            title="You could not be signed in"
            description={state.error}
          />
        )}
        <Button
          variant="primary"
          size="medium"
          onPress={start}
          isDisabled={state.step === 'leaving'}
          className={styles.button}
        >
          {config.getOptionalString('app.signIn.title') ??
            `Sign in with ${organization ?? 'your company'}`}
        </Button>
        {config.getOptionalBoolean('cairn.local') && (
          <p className={styles.note}>
            This is a local platform: the next page lets you be any person of
            the example company.
          </p>
        )}
      </section>
    </main>
  );
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
