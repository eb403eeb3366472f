import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  scaffolderApiRef,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import { useFilteredSchemaProperties } from '@backstage/plugin-scaffolder-react/alpha';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import { FailureNote, Page } from '@cairn/plugin-portal-react';
import { ButtonLink, Skeleton } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { createRouteRef, wizardRouteRef } from '../routes';
import { Wizard } from './Wizard';

function Filtered(props: {
  template: string;
  manifest: TemplateParameterSchema;
}) {
  const manifest = useFilteredSchemaProperties(props.manifest);
  return manifest ? (
    <Wizard template={props.template} manifest={manifest} />
  ) : null;
}

/** A golden path: its form, its plan, and the button that begins it. */
export function WizardPage() {
  const { namespace = 'default', templateName = '' } = useParams();
  const template = stringifyEntityRef({
    kind: 'template',
    namespace,
    name: templateName,
  });
  const scaffolder = useApi(scaffolderApiRef);
  const manifest = useQuery({
    queryKey: ['golden-paths', 'manifest', template],
    queryFn: () => scaffolder.getTemplateParameterSchema(template),
    staleTime: Infinity,
  });
  const here = useRouteRef(wizardRouteRef)?.({ namespace, templateName }) ?? '';
  const all = useRouteRef(createRouteRef)?.();
  const title = manifest.data?.title ?? templateName;
  return (
    <Page
      title={title}
      description={manifest.data?.description}
      crumbs={[{ label: title, href: here }]}
    >
      {manifest.isPending && <Skeleton width="100%" height={360} />}
      {manifest.isError && (
        <FailureNote
          what={`The golden path ${templateName} could not be shown`}
          error={manifest.error}
          onRetry={() => manifest.refetch()}
          actions={
            <ButtonLink size="small" variant="secondary" href={all}>
              See all golden paths
            </ButtonLink>
          }
        />
      )}
      {manifest.data && (
        <SecretsContextProvider>
          <Filtered
            key={template}
            template={template}
            manifest={manifest.data}
          />
        </SecretsContextProvider>
      )}
    </Page>
  );
}
