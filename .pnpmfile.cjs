// What is published has no `src`, so the condition that leads there is taken out of `exports` on the way into the tarball.
function withoutSource(target) {
  if (typeof target === 'string') return target;
  const { '@kubehop/source': _, ...published } = target;
  return published;
}

module.exports = {
  hooks: {
    beforePacking(manifest) {
      for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
        manifest.exports[subpath] = withoutSource(target);
      }
      return manifest;
    },
  },
};
