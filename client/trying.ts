/** No answer came, or none that this protocol knows: nothing is known about what the server did. */
export class NoAnswer extends Error {}

/** Tries until an answer comes; `busy` and `unavailable` are none. For what is safe to repeat. */
export async function untilAnswered<A extends { ok: unknown } | { refused: { code: string } }>(
  attempt: () => Promise<A>,
  { signal, onTrouble }: { signal?: AbortSignal; onTrouble?: () => void } = {},
): Promise<A> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const answer = await attempt();
      if (!('refused' in answer) || !isPassing(answer.refused)) return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
    if (signal?.aborted) throw new NoAnswer('given up');
    onTrouble?.();
    await pause(wait * (0.5 + Math.random()), signal);
  }
}

/** A refusal that says nothing about the request: the same one may be answered later. */
function isPassing({ code }: { code: string }): boolean {
  return code === 'busy' || code === 'unavailable';
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) return done();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

/** 144 random bits in base64url: commands, devices. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
