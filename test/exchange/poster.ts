import { openLocalExchange } from '../../server/gallery/exchange/local.ts';
import { askedOf, here, postsOf, send } from './heard.ts';

/** So many posts are under way together. */
export const TOGETHER = 20;
export const POSTS = 20_000;

/** Every tenth post is a question. */
export const isQuestion = (n: number) => n % 10 === 0;

/** Posts on and on in a process of its own, from the n-th post, and prints the number of each that is acknowledged. It ends by being killed. */
async function postFrom(file: string, seed: number, from: number): Promise<void> {
  const exchange = await openLocalExchange(file, () => process.exit(3));
  const posts = postsOf(seed, POSTS);
  for (let at = from; at < posts.length; at += TOGETHER) {
    const some = posts.slice(at, at + TOGETHER).map(async (post, more) => {
      const n = at + more;
      await (isQuestion(n) ? exchange.ask(askedOf(n)) : send(exchange, here, post));
      process.stdout.write(`${n}\n`);
    });
    await Promise.all(some);
  }
}

const [, script, file, seed, from] = process.argv;
if (script === import.meta.filename) await postFrom(file!, Number(seed), Number(from));
