import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelineProviderExtensionPoint } from '@cairn/plugin-pipelines-node';
import { platformDependenciesServiceRef } from '@cairn/plugin-platform-node';
import { RunnerClient } from './clients/RunnerClient';
import { readRunnerConfig } from './config';
import { GiteaPipelines } from './GiteaPipelines';
import { runnerDependency } from './runnerDependency';

/** Pipelines of repositories in Gitea, run by the local runner. */
export const pipelinesModuleGitea = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'gitea',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        dependencies: platformDependenciesServiceRef,
        providers: pipelineProviderExtensionPoint,
      },
      async init({ config, dependencies, providers }) {
        const runner = readRunnerConfig(config);
        if (!runner) {
          return;
        }
        const client = new RunnerClient(runner);
        providers.addProvider(new GiteaPipelines(client));
        dependencies.register(runnerDependency(client));
      },
    });
  },
});
