import type { Ask, AskPlugin } from '../message.js';
import { isInZone } from '../name.js';
import type { ForwardPlugin } from './corefile/forward-plugin.js';

/**
 * The `forward` plugin: asks other servers. All of them are the outside world, of which the model knows what was stated.
 *
 * @see coredns/coredns plugin/forward/forward.go, match
 */
export function forwardPlugin({ from, except }: ForwardPlugin, outside: Ask, next: AskPlugin): AskPlugin {
  return (query) => {
    const { name, lower, type } = query;
    const isForwarded = isInZone(lower, from) && !except.some((zone) => isInZone(lower, zone));
    return isForwarded ? outside({ name, type }) : next(query);
  };
}
