import { useMemo, useRef, useState } from 'react';
import { LIVE_LIMITS, liveOrder, type PageOrder } from '../../shared/inquiry/orders.ts';
import type { GalleryView, PublicQuestion } from '../../shared/inquiry/views.ts';
import { useGalleryState, useView } from './gallery.tsx';
import { LaterPage } from './LaterPage.tsx';
import { useWords } from './language.tsx';
import styles from './lists.module.css';
import { QuestionList } from './QuestionList.tsx';
import { useSteadyOrder } from './steady-order.ts';

type LiveOrder = Exclude<PageOrder, 'all'>;
/** Questions of a page; the server's pages and the live view hold as many. */
const PAGE = LIVE_LIMITS.top;

/** How many questions there are in an order, also those that the live view does not hold. */
function totalOf({ counts }: GalleryView, order: PageOrder): number {
  if (order === 'all') return Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (order !== 'done') return counts.waiting ?? 0;
  const { asked = 0, answered = 0, answeredInWriting = 0, referred = 0 } = counts;
  return asked + answered + answeredInWriting + referred;
}

/** All questions that everyone may read, in several orders, a page at a time. */
export function Questions() {
  const { list: words, question } = useWords();
  const view = useView();
  const ended = view.stage === 'ended';
  // In the record what was merged is found as well.
  const orders: readonly PageOrder[] = ended ? ['done', 'top', 'all'] : ['top', 'newest', 'done'];
  const [chosen, setOrder] = useState<PageOrder | null>(null);
  const [page, setPage] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const order = chosen && orders.includes(chosen) ? chosen : orders[0]!;
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
      {page === 0 && order !== 'all' ? (
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
      <p className={styles['indication']}>{question.supportsNote}</p>
    </section>
  );
}

/** The first page follows what happens, but never under the eyes of who reads it. */
function LivePage({ order, onRenewed }: { order: LiveOrder; onRenewed: () => void }) {
  const { list: words } = useWords();
  const view = useView();
  const { status } = useGalleryState();
  const list = useRef<HTMLDivElement>(null);
  const inOrder = useMemo(() => liveOrder(order, view).map(({ questionId }) => questionId), [order, view]);
  const { shown, fresh, moved, renew } = useSteadyOrder(inOrder, list);
  // The place of what has left stays until the list is renewed, its words do not: they may have been withdrawn.
  const known = useRef<ReadonlyMap<string, PublicQuestion>>(new Map());
  const questions = shown.flatMap((id) => view.questions[id] ?? known.current.get(id) ?? []);
  known.current = new Map(questions.map((question) => [question.questionId, question]));
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
      <QuestionList questions={questions} isGone={({ questionId }) => !view.questions[questionId]} />
    </div>
  );
}
