import type { Command } from 'commander';
import { addApproving } from './environments/approving';
import { addLifetime } from './environments/lifetime';
import { addPlan } from './environments/planning';
import { addReading } from './environments/reading';
import { addWriting } from './environments/writing';
import type { Surroundings } from './Surroundings';

/** `env`. */
export function addEnvironments(program: Command, around: Surroundings) {
  const env = program
    .command('env')
    .description('Environments: plan, apply, look at, change, destroy');
  addReading(env, around);
  addPlan(env, around);
  addWriting(env, around);
  addLifetime(env, around);
  addApproving(env, around);
}
