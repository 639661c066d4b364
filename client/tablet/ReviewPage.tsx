import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, choicesOf, type Sheet } from '../../shared/ballot/paper.ts';
import type { Chosen, Item } from '../ballot-paper/BallotPaper.tsx';
import { ChoiceSign } from '../ballot-paper/ChoiceSign.tsx';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import type { PageProps } from './Page.tsx';
import styles from './tablet.module.css';

interface Props {
  sheet: Sheet;
  chosen: Chosen;
  frame: (props: PageProps) => ReactNode;
  onBack: () => void;
  onCast: () => void;
}

/** What will be cast, in words, and what was left unmarked; then one button. */
export function ReviewPage({ sheet, chosen, onBack, onCast, frame: Frame }: Props) {
  const { t } = useTranslation(['tablet', 'ballot']);
  const { items } = sheet.paper;
  const unmarked = items.filter(({ itemId }) => !chosen[itemId]);
  return (
    <Frame
      title={t('review.title')}
      rehearsal={sheet.rehearsal}
      foot={
        <div className={styles['footRow']}>
          <Button onClick={onBack}>{t('review.back')}</Button>
          <Button look="primary" className={styles['cast'] ?? ''} onClick={onCast}>
            {t('review.cast')}
          </Button>
        </div>
      }
    >
      <p className={styles['lead']}>{sheet.paper.title}</p>
      {choicesOf(sheet.rules).map((choice) => (
        <Group
          key={choice}
          sheet={sheet}
          choice={choice}
          items={items.filter(({ itemId }) => chosen[itemId]?.includes(choice))}
        />
      ))}
      {unmarked.length === items.length && (
        <Notice tone="warning" title={t('review.nothing')}>
          {t(meaningOfBlank(sheet))}
        </Notice>
      )}
      {unmarked.length > 0 && (
        <section className={styles['group']}>
          <h2>{t('review.unmarked', { count: unmarked.length })}</h2>
          {unmarked.length < items.length && sheet.paper.kind !== 'project' && (
            <p>{t(meaningOfBlank(sheet))}</p>
          )}
          <Items sheet={sheet} items={unmarked} />
        </section>
      )}
      <p className={styles['aside']}>{t('review.final')}</p>
    </Frame>
  );
}

function meaningOfBlank({ rules }: Sheet) {
  if (rules.kind === 'project') return 'blank.project' as const;
  return `blank.${rules.blank}` as const;
}

function Group({ sheet, choice, items }: { sheet: Sheet; choice: Choice; items: readonly Item[] }) {
  const { t } = useTranslation(['tablet', 'ballot']);
  if (items.length === 0) return null;
  const tick = choicesOf(sheet.rules).length === 1;
  return (
    <section className={styles['group']} data-marked="true">
      <h2>
        {!tick && <ChoiceSign choice={choice} />}
        {tick
          ? t('review.chosen', { count: items.length })
          : t('review.graded', { choice: t(`ballot:choice.${choice}`), count: items.length })}
      </h2>
      <Items sheet={sheet} items={items} />
    </section>
  );
}

function Items({ sheet, items }: { sheet: Sheet; items: readonly Item[] }) {
  const format = useFormat();
  const all: readonly Item[] = sheet.paper.items;
  return (
    <ul className={styles['items']}>
      {items.map((item) => (
        <li key={item.itemId}>
          {all.length > 1 && (
            <span className={styles['itemNumber']}>{format.number(all.indexOf(item) + 1)}</span>
          )}
          <span>{item.title}</span>
        </li>
      ))}
    </ul>
  );
}
