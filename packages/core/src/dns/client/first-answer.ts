/**
 * With which probability each name server is the one whose answer counts, by the share of queries that each answers.
 *
 * glibc asks the first one, and the next when no answer comes. musl asks all at once and takes the first answer; which
 * one that is nobody knows, so each has the same chance.
 * @see glibc resolv/res_send.c, __res_context_send
 * @see musl src/network/res_msend.c
 */
export function firstAnswer(dialect: 'glibc' | 'musl', answered: readonly number[]): readonly number[] {
  if (dialect === 'musl') return quickest(answered);
  let unanswered = 1;
  return answered.map((share) => {
    const chance = unanswered * share;
    unanswered *= 1 - share;
    return chance;
  });
}

/** Goes through every set of servers that may answer. */
function quickest(answered: readonly number[]): readonly number[] {
  const chances = answered.map(() => 0);
  for (let set = 1; set < 2 ** answered.length; set += 1) {
    const members = answered.map((_, index) => (set & (1 << index)) !== 0);
    const size = members.filter(Boolean).length;
    let probability = 1 / size;
    for (const [index, share] of answered.entries())
      probability *= members[index] === true ? share : 1 - share;
    for (const [index, isMember] of members.entries()) {
      if (isMember) chances[index] = (chances[index] ?? 0) + probability;
    }
  }
  return chances;
}
