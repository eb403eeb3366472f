import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part, PartContext } from '../../platform/Part';
import { ARGOCD_NAMESPACE, argocdUrl, webhookSecret } from '../argocd';
import { GitHost, GIT_ORGANIZATION, gitTokenFile, gitUrl } from '../git';
import { Kubectl } from '../Kubectl';
import {
  renderApplication,
  renderNamespace,
  renderProject,
} from './deployment';
import { pushSeed } from './pushSeed';
import { firstParagraph, nextSeedStep, readSeed, seedDigest } from './seed';

/** How long setting up looks on while the services come up; they go on coming up afterwards. */
const WATCH_SECONDS = 60;

function repositoriesFolder(context: PartContext): string {
  return join(context.root, 'examples', 'repositories');
}

async function listServices(context: PartContext): Promise<string[]> {
  const entries = await readdir(repositoriesFolder(context), {
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** Sees to a service's repository; tells whether its content changed. */
async function seedRepository(
  context: PartContext,
  host: GitHost,
  service: string,
): Promise<boolean> {
  const folder = join(repositoriesFolder(context), service);
  const files = await readSeed(folder);
  const digest = seedDigest(files);
  await host.ensureRepository(service, firstParagraph(files));
  const step = nextSeedStep(await host.newestMessage(service), digest);
  if (step === 'leave') {
    context.log(
      `${GIT_ORGANIZATION}/${service} has commits of its own; left as it is`,
    );
  }
  if (step === 'leave' || step === 'nothing') {
    return false;
  }
  await pushSeed(context, {
    url: `http://127.0.0.1:${context.ports.git}/${GIT_ORGANIZATION}/${service}.git`,
    token: (await readFile(gitTokenFile(context.state), 'utf8')).trim(),
    files,
    digest,
    step,
  });
  context.log(`pushed the example to ${GIT_ORGANIZATION}/${service}`);
  return true;
}

/** Makes Argo CD look at once: at what was just pushed, and where a webhook was missed while it was away. */
async function refresh(kubectl: Kubectl, services: string[]): Promise<void> {
  await kubectl.run([
    'annotate',
    'applications.argoproj.io',
    ...services,
    `--namespace=${ARGOCD_NAMESPACE}`,
    '--overwrite',
    'argocd.argoproj.io/refresh=hard',
  ]);
}

async function lookOn(
  context: PartContext,
  kubectl: Kubectl,
  services: string[],
): Promise<void> {
  const applications = services.map(
    service => `applications.argoproj.io/${service}`,
  );
  for (const [field, wanted] of [
    ['.status.sync.status', 'Synced'],
    ['.status.health.status', 'Healthy'],
  ]) {
    const reached = await kubectl.attempt([
      'wait',
      ...applications,
      `--namespace=${ARGOCD_NAMESPACE}`,
      `--for=jsonpath={${field}}=${wanted}`,
      `--timeout=${WATCH_SECONDS}s`,
    ]);
    if (reached === undefined) {
      context.log(
        `not all services are ${wanted} yet; "./cairn argocd app list" tells more`,
      );
      return;
    }
  }
  context.log(`${services.length} services are Synced and Healthy`);
}

/** The example company's live services: their repositories in the Git host, their applications in Argo CD. */
export const servicesPart: Part = {
  name: 'services',
  title: 'Example services',
  needs: ['gitea', 'argocd-server', 'argocd-application-controller'],
  tools: ['kubectl'],
  ports: [],

  async installs() {
    return [
      `AppProject ${ARGOCD_NAMESPACE}/larkfield and an Application for each live example service`,
      'Namespaces larkfield-SERVICE with what the example repositories deploy',
    ];
  },

  async setUp(context) {
    const host = await GitHost.of(context);
    const kubectl = await Kubectl.of(context);
    const services = await listServices(context);
    const url = gitUrl(context);

    context.progress('pushing repositories');
    await host.ensurePushHook(
      `${argocdUrl(context)}/api/webhook`,
      await webhookSecret(context.state),
    );
    for (const service of services) {
      await seedRepository(context, host, service);
    }

    context.progress('deploying');
    await kubectl.applyObject({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        renderProject(url),
        ...services.map(renderNamespace),
        ...services.map(service => renderApplication(service, url)),
      ],
    });
    await refresh(kubectl, services);

    context.progress('waiting for the services to be healthy');
    await lookOn(context, kubectl, services);
  },
};
