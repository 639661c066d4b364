import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionId } from '../../shared/ids.ts';
import { Button } from '../design/Button.tsx';
import { useFormat } from '../i18n/format.ts';
import { AT_ONCE } from './doing.ts';
import { KeyHint } from './KeyHint.tsx';
import styles from './moderation.module.css';
import { QuestionRow } from './QuestionRow.tsx';
import { allChosen, chosenTo, onPage, pageOf, stepped, toggled } from './selection.ts';
import { PAGE } from './settled.ts';
import { orders } from './standings.ts';
import type { Moderation } from './useModeration.ts';

interface Props {
  moderation: Moderation;
  onClaimNext: () => void;
}

/** One page of the list that one works in. It never moves by itself. */
export function QuestionList({ moderation, onClaimNext }: Props) {
  const { t } = useTranslation('moderation');
  const { list, sortedOf, acting, me, now } = moderation;
  const { ids, selection, select } = list;
  const page = onPage(ids, selection.at);
  const box = useFollowedFocus(selection.at);
  const choose = (id: QuestionId, extending: boolean) =>
    select((before, all) => (extending ? chosenTo(before, all, id) : toggled({ ...before, at: id }, id)));
  const rows = page.flatMap((id) => sortedOf(id) ?? []);
  return (
    <section className={styles['listColumn']} aria-label={t('list.title')}>
      <ListHead moderation={moderation} onClaimNext={onClaimNext} />
      <div className={styles['scroll']} ref={box}>
        {rows.length === 0 && <Empty moderation={moderation} />}
        <ul className={styles['rows']}>
          {rows.map((one) => (
            <QuestionRow
              key={one.question.questionId}
              one={one}
              at={one.question.questionId === selection.at}
              chosen={selection.chosen.has(one.question.questionId)}
              asSought={one.standing === list.wanted.standing}
              mark={acting.marks.get(one.question.questionId) ?? null}
              department={moderation.view.departments[one.question.departmentId ?? '']?.name ?? null}
              me={me}
              now={now}
              onOpen={() => select((before) => ({ ...before, at: one.question.questionId }))}
              onChoose={(extending) => choose(one.question.questionId, extending)}
            />
          ))}
        </ul>
      </div>
      <ListFoot moderation={moderation} page={page} />
    </section>
  );
}

/** Whoever moves through the list by key has the row under the eyes and the keyboard on it. */
function useFollowedFocus(at: QuestionId | null) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at === null) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-question="${CSS.escape(at)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const { activeElement } = document;
    const free = activeElement === document.body || box.current?.contains(activeElement);
    if (free) row?.focus({ preventScroll: true });
  }, [at]);
  return box;
}

function ListHead({ moderation, onClaimNext }: Props) {
  const { t } = useTranslation('moderation');
  const { list, moderates } = moderation;
  const { wanted, want, fresh, gone, refresh } = list;
  return (
    <div className={styles['listHead']}>
      <div className={styles['search']}>
        <input
          type="search"
          id="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          value={wanted.text}
          onChange={({ target }) => want({ text: target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            document.querySelector<HTMLElement>('[data-question][aria-current]')?.focus();
          }}
        />
        <select
          aria-label={t('list.order')}
          value={wanted.order}
          onChange={({ target }) => want({ order: orders.find((order) => order === target.value)! })}
        >
          {orders.map((order) => (
            <option key={order} value={order}>
              {t(`list.orders.${order}`)}
            </option>
          ))}
        </select>
      </div>
      {wanted.alias !== null && (
        <p className={styles['narrowed']}>
          {t('filter.alias', { alias: wanted.alias })}
          <Button look="quiet" onClick={() => want({ alias: null })}>
            {t('filter.reset')}
          </Button>
        </p>
      )}
      <div className={styles['listTools']}>
        {moderates && (
          <Button look="quiet" onClick={onClaimNext}>
            {t('list.claimNext', { number: AT_ONCE })}
            <KeyHint act="claimNext" />
          </Button>
        )}
        <span role="status">
          {fresh + gone > 0 && (
            <button type="button" className={styles['pill']} onClick={refresh}>
              {[fresh > 0 && t('list.fresh', { count: fresh }), gone > 0 && t('list.gone', { count: gone })]
                .filter(Boolean)
                .join(' · ')}
              <strong>{t('list.refresh')}</strong>
              <KeyHint act="refresh" />
            </button>
          )}
        </span>
      </div>
    </div>
  );
}

function ListFoot({ moderation, page }: { moderation: Moderation; page: readonly QuestionId[] }) {
  const { t } = useTranslation('moderation');
  const format = useFormat();
  const { ids, selection, select } = moderation.list;
  const pages = Math.max(1, Math.ceil(ids.length / PAGE));
  const at = pageOf(ids, selection.at);
  const { chosen } = selection;
  const turn = (step: 'nextPage' | 'previousPage') => select((before, all) => stepped(before, all, step));
  return (
    <div className={styles['listFoot']}>
      <label className={styles['choosePage']}>
        <input
          type="checkbox"
          checked={page.length > 0 && page.every((id) => chosen.has(id))}
          disabled={page.length === 0}
          onChange={() => select((before) => allChosen(before, page))}
        />
        {t('list.choosePage')}
        <KeyHint act="choosePage" />
      </label>
      <span className={styles['footFigures']}>
        {chosen.size > 0 && <strong>{t('list.chosen', { count: chosen.size })}</strong>}
        <span>{t('list.total', { count: ids.length })}</span>
      </span>
      {pages > 1 && (
        <span className={styles['pages']}>
          <Turn label={t('list.previousPage')} disabled={at === 0} onTurn={() => turn('previousPage')}>
            ‹
          </Turn>
          {t('list.page', { page: format.number(at + 1), pages: format.number(pages) })}
          <Turn label={t('list.nextPage')} disabled={at + 1 >= pages} onTurn={() => turn('nextPage')}>
            ›
          </Turn>
        </span>
      )}
    </div>
  );
}

function Turn(props: { label: string; disabled: boolean; onTurn: () => void; children: ReactNode }) {
  const { label, disabled, onTurn, children } = props;
  return (
    <button type="button" aria-label={label} disabled={disabled} onClick={onTurn}>
      {children}
    </button>
  );
}

function Empty({ moderation: { list } }: { moderation: Moderation }) {
  const { t } = useTranslation('moderation');
  const { wanted } = list;
  const narrowed = wanted.text !== '' || wanted.mine || wanted.departmentId !== null || wanted.label !== null;
  const words = narrowed
    ? t('list.emptyFiltered')
    : wanted.standing === 'toModerate'
      ? t('list.emptyToModerate')
      : t('list.empty');
  return <p className={styles['empty']}>{words}</p>;
}
