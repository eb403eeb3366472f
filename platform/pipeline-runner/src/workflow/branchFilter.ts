/** Branches of `on.push`, in GitHub's pattern language. */
export interface BranchFilter {
  /** Later patterns count more; `!` takes out. */
  branches?: string[];
  branchesIgnore?: string[];
}

/** Patterns longer than this are of no use, and slow to match. */
const MAX_PATTERN = 256;

/** Whether a pattern (`*`, `**`, `?` as in GitHub's workflows) matches a whole branch name, in time linear in both. */
function matches(pattern: string, branch: string): boolean {
  // States of the pattern that are reached, instead of a regular expression that could be made to backtrack for ever.
  const tokens = pattern.match(/\*\*|\\.|[\s\S]/g) ?? [];
  const closure = (states: Set<number>) => {
    for (const state of states) {
      if (tokens[state] === '*' || tokens[state] === '**') {
        states.add(state + 1);
      }
    }
    return states;
  };
  let states = closure(new Set([0]));
  for (const character of branch) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === '**' || (token === '*' && character !== '/')) {
        next.add(state);
      } else if (token === '?' && character !== '/') {
        next.add(state + 1);
      } else if (token === character || token === `\\${character}`) {
        next.add(state + 1);
      }
    }
    states = closure(next);
  }
  return states.has(tokens.length);
}

function isNamed(patterns: readonly string[], branch: string): boolean {
  return patterns
    .filter(pattern => pattern.length <= MAX_PATTERN)
    .reduce((named, pattern) => {
      if (pattern.startsWith('!')) {
        return named && !matches(pattern.slice(1), branch);
      }
      return named || matches(pattern, branch);
    }, false);
}

/** Whether a push to a branch is meant. */
export function meansBranch(filter: BranchFilter, branch: string): boolean {
  if (filter.branches) {
    return isNamed(filter.branches, branch);
  }
  return !isNamed(filter.branchesIgnore ?? [], branch);
}
