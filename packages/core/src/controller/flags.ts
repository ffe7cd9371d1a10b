import type { StringMap } from '../object/metadata.js';
import type { Container, EnvVar, Pod } from '../object/pod.js';

/**
 * The `--name=value` flags that a container is started with; a flag without value is `true`, of a repeated one the last
 * counts.
 */
export function flagsOf(pod: Pod, container: Container): StringMap {
  const env = new Map(container.env.map((entry) => [entry.name, entry]));
  const words = [...container.command, ...container.args].map((word) => expand(word, pod, env));
  const flags: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const equals = word.indexOf('=');
    if (equals > 0) {
      flags[word.slice(2, equals)] = word.slice(equals + 1);
    } else {
      const next = words[index + 1];
      flags[word.slice(2)] = next === undefined || next.startsWith('-') ? 'true' : next;
    }
  }
  return flags;
}

const variable = /\$(\$|\((?<name>[-._A-Za-z0-9]+)\))/g;

/**
 * Fills in the variables of an argument: `$(NAME)` from the environment of the container, `$$` is a dollar sign, and
 * what is not defined stays as it is.
 *
 * @see kubernetes/kubernetes third_party/forked/golang/expansion/expand.go
 */
function expand(word: string, pod: Pod, env: ReadonlyMap<string, EnvVar>): string {
  return word.replace(variable, (text, _dollar: string, name: string | undefined) => {
    if (name === undefined) return '$';
    const entry = env.get(name);
    return (entry === undefined ? undefined : valueOf(entry, pod)) ?? text;
  });
}

/** @see kubernetes/kubernetes pkg/fieldpath/fieldpath.go and pkg/kubelet/kubelet_pods.go: the downward API */
function valueOf({ value, fieldPath }: EnvVar, pod: Pod): string | undefined {
  switch (fieldPath) {
    case undefined:
      return value;
    case 'metadata.name':
      return pod.metadata.name;
    case 'metadata.namespace':
      return pod.metadata.namespace;
    case 'spec.nodeName':
      return pod.spec.nodeName;
    case 'status.podIP':
      return pod.status.podIP;
    case 'status.hostIP':
      return pod.status.hostIP;
    default:
      return undefined;
  }
}
