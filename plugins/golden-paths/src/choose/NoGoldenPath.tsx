import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EmptyNote, Page } from '@cairn/plugin-portal-react';
import { ButtonLink, Text } from '@backstage/ui';
import { newEnvironmentRouteRef } from '../routes';

/** There is nothing to make a service from, and what can be made instead. */
export function NoGoldenPath() {
  const newEnvironment = useRouteRef(newEnvironmentRouteRef)?.();
  return (
    <Page title="There is no golden path yet">
      <EmptyNote
        title="None has been published on this portal"
        actions={
          <>
            {newEnvironment && (
              <ButtonLink variant="primary" href={newEnvironment}>
                New environment
              </ButtonLink>
            )}
            <ButtonLink
              variant="secondary"
              href="/catalog?filters[kind]=component&filters[user]=all"
            >
              See the services
            </ButtonLink>
          </>
        }
      >
        A golden path makes a service with its repository, docs and manifests,
        and runs it. Without one a service cannot be created here.
      </EmptyNote>
      <Text as="p" variant="body-small" color="secondary">
        On the platform team? A golden path is a <code>Template</code> in the
        catalog: add its file to <code>catalog.locations</code> in{' '}
        <code>app-config.yaml</code>, and it is listed here.
      </Text>
    </Page>
  );
}
