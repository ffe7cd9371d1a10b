/**
 * Every action of a hop with its meaning: a closed set of past participles.
 *
 * @public
 */
export const actions = {
  sent: 'The client sends the request.',
  resolved: 'A name became addresses.',
  failed: 'A name did not become addresses.',
  forwarded: 'The packet goes on as the hop says.',
  received: 'The packet arrived at an address of this place.',
  translated: 'The destination became an endpoint.',
  routed: 'A proxy chose a backend for the request.',
  terminated: 'The connection ends here; a new one starts from this place.',
  rejected: 'The packet was refused at once.',
  dropped: 'The packet was thrown away in silence.',
  allowed: 'A policy lets the packet through.',
  answered: 'A response was made here.',
  delivered: 'The packet reached the process it was for.',
  skipped: 'Nothing here applied.',
  restored: 'The way back: a translation was undone.',
  returned: 'The way back: the answer goes on as the hop says.',
} as const;

/** What happened at a hop. @public */
export type Action = keyof typeof actions;
