import type { Command } from 'commander';
import { commands } from '../commands/commands';
import type { Surroundings } from './Surroundings';

/** `kubectl`, `argocd`. */
export function addTools(program: Command, around: Surroundings) {
  const { locations, setExitCode } = around;
  const passThrough = (name: string, description: string) =>
    program
      .command(name)
      .argument('[arguments...]')
      .description(description)
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions();
  passThrough('kubectl', 'Run kubectl as administrator of the local cluster')
    // Commander hands over what it does not know, in the order given.
    .action(async (args: string[]) =>
      setExitCode(await commands.withTool.runKubectl(locations, args)),
    );
  passThrough(
    'argocd',
    'Run the argocd command with the right server and token',
  ).action(async (args: string[]) =>
    setExitCode(await commands.withTool.runArgocd(locations, args)),
  );
}
