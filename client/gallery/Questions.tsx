import { useMemo, useRef, useState } from 'react';
import { liveOrder } from '../../shared/inquiry/orders.ts';
import type { GalleryView } from '../../shared/inquiry/views.ts';
import { useGalleryState, useView } from './gallery.tsx';
import { LaterPage } from './LaterPage.tsx';
import { useWords } from './language.tsx';
import styles from './lists.module.css';
import { QuestionList } from './QuestionList.tsx';
import { useSteadyOrder } from './steady-order.ts';

export const orders = ['top', 'newest', 'done'] as const;
export type Order = (typeof orders)[number];
/** Questions of a page; the server's pages and the live view hold as many. */
const PAGE = 50;

/** How many questions there are in an order, also those that the live view does not hold. */
function totalOf({ counts }: GalleryView, order: Order): number {
  if (order !== 'done') return counts.waiting ?? 0;
  const { asked = 0, answered = 0, answeredInWriting = 0, referred = 0 } = counts;
  return asked + answered + answeredInWriting + referred;
}

/** All questions that everyone may read, by three orders, a page at a time. */
export function Questions() {
  const { list: words, question } = useWords();
  const view = useView();
  const [order, setOrder] = useState<Order>(view.stage === 'ended' ? 'done' : 'top');
  const [page, setPage] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const pages = Math.max(1, Math.ceil(totalOf(view, order) / PAGE));
  const turnTo = (to: number) => {
    setPage(to);
    heading.current?.focus();
    heading.current?.scrollIntoView();
  };
  return (
    <section id="questions" aria-labelledby="questions-title">
      <h2 id="questions-title" tabIndex={-1} ref={heading}>
        {words.title}
      </h2>
      <fieldset className={styles['orders']} aria-label={words.choose}>
        {orders.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === order}
            onClick={() => {
              setOrder(one);
              setPage(0);
            }}
          >
            {words[one]} <span className={styles['total']}>{question.figure(totalOf(view, one))}</span>
          </button>
        ))}
      </fieldset>
      {page === 0 ? (
        <LivePage key={order} order={order} onRenewed={() => turnTo(0)} />
      ) : (
        <LaterPage key={`${order}-${page}`} order={order} page={page} />
      )}
      {pages > 1 && (
        <nav className={styles['pages']} aria-label={words.title}>
          <button type="button" disabled={page === 0} onClick={() => turnTo(page - 1)}>
            {words.earlier}
          </button>
          <span>{words.page(page + 1, pages)}</span>
          <button type="button" disabled={page + 1 >= pages} onClick={() => turnTo(page + 1)}>
            {words.later}
          </button>
        </nav>
      )}
      {order !== 'done' && <p className={styles['indication']}>{question.supportsNote}</p>}
    </section>
  );
}

/** The first page follows what happens, but never under the eyes of who reads it. */
function LivePage({ order, onRenewed }: { order: Order; onRenewed: () => void }) {
  const { list: words } = useWords();
  const view = useView();
  const { status } = useGalleryState();
  const list = useRef<HTMLDivElement>(null);
  const inOrder = useMemo(() => liveOrder(order, view).map(({ questionId }) => questionId), [order, view]);
  const { shown, fresh, moved, renew } = useSteadyOrder(inOrder, list);
  // What has left the live view stays in sight as it was last known, until the list is renewed.
  const known = useRef(new Map<string, GalleryView['questions'][string]>());
  for (const id of shown) if (view.questions[id]) known.current.set(id, view.questions[id]);
  const questions = shown.flatMap((id) => known.current.get(id) ?? []);
  if (questions.length === 0 && status !== 'connecting')
    return <p className={styles['empty']}>{words.empty[order]}</p>;
  return (
    <div ref={list}>
      {moved && (
        <div className={styles['pillPlace']}>
          <button
            type="button"
            className={styles['pill']}
            onClick={() => {
              renew();
              onRenewed();
            }}
          >
            {fresh > 0 ? words.fresh(fresh) : words.moved}
          </button>
        </div>
      )}
      <QuestionList questions={questions} />
    </div>
  );
}
