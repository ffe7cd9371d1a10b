/** What a workflow of GitHub or a pipeline of GitLab runs of ours: the texts below `run` and `script`. */
export function ciCommandsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(ciCommandsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]) =>
    key === 'run' || key === 'script' ? [inner].flat().filter(isOurs) : ciCommandsOf(inner),
  );
}

/** What the recipes of a Makefile run of ours. */
export function recipeCommandsOf(makefile: string): readonly string[] {
  return [...makefile.matchAll(/^\t(.*)$/gm)].map(([, command]) => command).filter(isOurs);
}

function isOurs(command: unknown): command is string {
  return typeof command === 'string' && command.includes('kubehop');
}
