import type { Argument, Command, Option } from 'commander';

/** What can only be known from a portal. */
export type Dynamic = 'environments' | 'classes' | 'none';

/** What the shell offers next. */
export interface Candidates {
  words: string[];
  /** Names to ask the portal for, beside `words`. */
  dynamic: Dynamic;
}

function visibleNames(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map(each => each.name())
    .filter(name => name !== 'help');
}

function findOption(command: Command, flag: string): Option | undefined {
  return command.options.find(
    ({ short, long }) => flag === short || flag === long,
  );
}

/** What an argument or the value of an option is, by the name that help shows. */
function dynamicOf(command: Command, argument: Argument | undefined): Dynamic {
  if (!argument) {
    return 'none';
  }
  const parent = command.parent?.name();
  if (argument.name() === 'class') {
    return 'classes';
  }
  if (argument.name() === 'name' && parent === 'class') {
    return 'classes';
  }
  return argument.name() === 'name' &&
    parent === 'env' &&
    command.name() !== 'plan'
    ? 'environments'
    : 'none';
}

/**
 * What could come next on a command line.
 *
 * @param words - What was typed, without the program's name; the last one is what is being typed, perhaps empty.
 */
export function candidatesFor(
  program: Command,
  words: readonly string[],
): Candidates {
  const typed = words.at(-1) ?? '';
  let command = program;
  let position = 0;
  let awaitsValue: Option | undefined;
  for (const word of words.slice(0, -1)) {
    if (awaitsValue) {
      awaitsValue = undefined;
    } else if (word.startsWith('-')) {
      const option = findOption(command, word);
      awaitsValue =
        option && (option.required || option.optional) && !word.includes('=')
          ? option
          : undefined;
    } else {
      const child = command.commands.find(each => each.name() === word);
      if (child) {
        command = child;
        position = 0;
      } else {
        position += 1;
      }
    }
  }
  const matching = (all: readonly string[]) =>
    all.filter(word => word.startsWith(typed));
  if (awaitsValue) {
    const isClass = awaitsValue.long === '--class';
    return {
      words: matching(awaitsValue.argChoices ?? []),
      dynamic: isClass ? 'classes' : 'none',
    };
  }
  if (typed.startsWith('-')) {
    const flags = command
      .createHelp()
      .visibleOptions(command)
      .flatMap(({ long, short }) => long ?? short ?? []);
    return { words: matching(flags), dynamic: 'none' };
  }
  if (command.commands.length > 0) {
    return { words: matching(visibleNames(command)), dynamic: 'none' };
  }
  const argument = command.registeredArguments[position];
  return {
    words: matching(argument?.argChoices ?? []),
    dynamic: dynamicOf(command, argument),
  };
}
