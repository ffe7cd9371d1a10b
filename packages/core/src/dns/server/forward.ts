import type { Ask } from '../message.js';
import { isInZone, lowerName } from '../name.js';
import type { ForwardPlugin } from './corefile/forward-plugin.js';

/**
 * The `forward` plugin: asks other servers. All of them are the outside world, of which the model knows what was stated.
 *
 * @see coredns/coredns plugin/forward/forward.go, match
 */
export function forwardPlugin({ from, except }: ForwardPlugin, outside: Ask, next: Ask): Ask {
  return (query) => {
    const name = lowerName(query.name);
    const isForwarded = isInZone(name, from) && !except.some((zone) => isInZone(name, zone));
    return isForwarded ? outside(query) : next(query);
  };
}
