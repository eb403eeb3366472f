import { join } from 'node:path';
import type { Part } from '../../platform/Part';
import { writeAccountKubeconfig } from '../access';
import { Kubectl } from '../Kubectl';
import { readOrCreateSecret } from '../stateFiles';
import { ARGOCD_ACCOUNTS, ARGOCD_NAMESPACE } from './layout';

/** Parts of Argo CD's own manifests that are needed when its programs run outside the cluster. */
const MANIFESTS = [
  'crds/application-crd.yaml',
  'crds/applicationset-crd.yaml',
  'crds/appproject-crd.yaml',
  'base/config/argocd-cm.yaml',
  'base/config/argocd-cmd-params-cm.yaml',
  'base/config/argocd-secret.yaml',
  'base/config/argocd-rbac-cm.yaml',
  'base/config/argocd-ssh-known-hosts-cm.yaml',
  'base/config/argocd-tls-certs-cm.yaml',
  'base/config/argocd-gpg-keys-cm.yaml',
  'base/application-controller-roles/argocd-application-controller-sa.yaml',
  'base/application-controller-roles/argocd-application-controller-role.yaml',
  'base/application-controller-roles/argocd-application-controller-rolebinding.yaml',
  'base/server/argocd-server-sa.yaml',
  'base/server/argocd-server-role.yaml',
  'base/server/argocd-server-rolebinding.yaml',
  'cluster-rbac/application-controller/argocd-application-controller-clusterrole.yaml',
  'cluster-rbac/application-controller/argocd-application-controller-clusterrolebinding.yaml',
  'cluster-rbac/server/argocd-server-clusterrole.yaml',
  'cluster-rbac/server/argocd-server-clusterrolebinding.yaml',
];

/** Secret with which the Git host signs what it tells Argo CD of pushes. */
export function webhookSecret(state: string): Promise<string> {
  return readOrCreateSecret(state, 'argocd-webhook');
}

/** Argo CD's kinds, configuration and accounts in the cluster. */
export const argocdConfigurationPart: Part = {
  name: 'argocd-configuration',
  title: 'Argo CD’s configuration',
  dependency: 'argocd:local',
  needs: ['access'],
  tools: ['kubectl', 'argocd'],
  ports: [],

  async installs() {
    return [
      `Namespace ${ARGOCD_NAMESPACE}`,
      `Argo CD's custom resource definitions (Application, ApplicationSet, AppProject)`,
      `Argo CD's configuration, ServiceAccounts and roles, in and for ${ARGOCD_NAMESPACE}`,
    ];
  },

  async setUp(context) {
    const kubectl = await Kubectl.of(context);
    const manifests = join(await context.assets('argocd'), 'manifests');
    context.progress('applying its kinds and configuration');
    await kubectl.applyManifests(
      ARGOCD_NAMESPACE,
      MANIFESTS.map(path => join(manifests, path)),
    );
    await kubectl.applyFiles(
      join(context.root, 'platform', 'argocd', 'configuration.yaml'),
    );
    await kubectl.applyObject({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'argocd-secret', namespace: ARGOCD_NAMESPACE },
      data: {
        'webhook.gogs.secret': Buffer.from(
          await webhookSecret(context.state),
        ).toString('base64'),
      },
    });
    await kubectl.run([
      'wait',
      '--for=condition=Established',
      '--timeout=30s',
      'crd/applications.argoproj.io',
      'crd/applicationsets.argoproj.io',
      'crd/appprojects.argoproj.io',
    ]);
    for (const name of Object.values(ARGOCD_ACCOUNTS)) {
      await writeAccountKubeconfig(context, kubectl, {
        namespace: ARGOCD_NAMESPACE,
        name,
        file: name,
      });
    }
  },
};
