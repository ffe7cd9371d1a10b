import type { RequestRange, RouteClass } from '@kubehop/core/analysis';

/** The classes with requests for a host, and of them these requests: rules name it, or no rule asks and it is asked for. */
export function ofHost(classes: readonly RouteClass[], host: string): readonly RouteClass[] {
  return classes.flatMap((each) => {
    const requests = each.requests.filter((range) => isFor(range, host));
    const [first] = requests;
    return first === undefined ? [] : [{ ...each, requests, example: first.example }];
  });
}

function isFor({ hosts, destinations }: RequestRange, host: string): boolean {
  if (hosts.length > 0) return hosts.some((each) => each.toLowerCase() === host);
  return destinations.some(({ names }) => names.some((name) => name.toLowerCase() === host));
}
