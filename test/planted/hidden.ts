/** Bugs of which no request of its own fares otherwise, and why. */
export const hidden: Readonly<Record<string, string>> = {
  'the path rule that took a request is told to have lost it':
    'told of a way, and where the way leads stays as it is',
  'a path that does not cover is told to stand behind a longer one':
    'told of a way, and where the way leads stays as it is',
  'a selector is met by any of its labels':
    'more Services are looked at again than a pod could have changed, and nothing else is found',
  'session affinity has no timeout': 'seen by later requests of a client alone',
  'session affinity is kept for all clients at once': 'seen by later requests alone, of other clients',
  'connections of UDP to a pod that is gone are not cleared': 'seen by later datagrams of a client alone',
};
