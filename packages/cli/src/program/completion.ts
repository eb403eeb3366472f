import { Argument, type Command } from 'commander';
import { commands } from '../commands/commands';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts';
import type { Surroundings } from './Surroundings';

/** `completion`, and what the shells call while one types. */
export function addCompletion(program: Command, around: Surroundings) {
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .description('Print what makes Tab complete commands in your shell')
    .addHelpText(
      'after',
      `
Examples:
  source <(./cairn completion bash)     in ~/.bashrc
  source <(./cairn completion zsh)      in ~/.zshrc, after compinit
  ./cairn completion fish | source      in ~/.config/fish/config.fish`,
    )
    .action((shell: Shell) => {
      process.stdout.write(SCRIPTS[shell]);
    });

  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) => {
      const found = await commands.completion.completeWords(
        program,
        words,
        async () =>
          (
            await commands.portal.openPortal(
              { portal: around.env.CAIRN_PORTAL },
              around,
            )
          ).portal,
      );
      found.forEach(around.say);
    });
}
