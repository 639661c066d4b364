import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalWords } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { KeyHint } from './KeyHint.tsx';
import styles from './moderation.module.css';
import type { Desk } from './useDesk.ts';

/** What was done last and how to take it back; and everything that was not done, until somebody has seen to it. */
export function Outcomes({ desk }: { desk: Desk }) {
  return (
    <div className={styles['outcomes']}>
      <StoppedNotice desk={desk} />
      <RefusedNotice desk={desk} />
      <DoneHint desk={desk} />
    </div>
  );
}

function StoppedNotice({ desk }: { desk: Desk }) {
  const { t } = useTranslation('moderation');
  const format = useFormat();
  const { acting, acts, sortedOf } = desk.moderation;
  const { stopped } = acting;
  if (!stopped) return null;
  const number = stopped.at === null ? null : sortedOf(stopped.at)?.question.number;
  const others = () => {
    acts.forgetStopped();
    desk.carryOut(stopped.name, stopped.rest, stopped.make);
  };
  return (
    <Notice tone="error" live title={t('stopped.title', { act: t(`act.${stopped.name}`) })}>
      <p>
        {number != null && t('stopped.because', { number: format.number(number) })}
        <RefusalWords code={stopped.refusal.code} />
      </p>
      <p>{stopped.before > 0 ? t('stopped.before', { count: stopped.before }) : t('stopped.none')}</p>
      <div className={styles['editorButtons']}>
        <Button look="quiet" onClick={acts.forgetStopped}>
          {t('stopped.dismiss')}
        </Button>
        <Button look="quiet" onClick={others}>
          {t('stopped.others', { count: stopped.rest.length })}
        </Button>
      </div>
    </Notice>
  );
}

/** One has gone on to the next question by the time at which it is refused. */
function RefusedNotice({ desk }: { desk: Desk }) {
  const { t } = useTranslation('moderation');
  const { acting, acts, sortedOf, list } = desk.moderation;
  const refused = [...acting.marks].filter(
    ([id, { phase }]) => phase === 'refused' && id !== list.selection.at && id !== acting.stopped?.at,
  );
  const [first] = refused;
  if (!first) return null;
  const [id, { name, refusal }] = first;
  const number = sortedOf(id)?.question.number ?? '';
  return (
    <Notice
      tone="error"
      live
      title={
        refused.length === 1
          ? t('stopped.title', { act: t(`act.${name}`) })
          : t('stopped.refused', { count: refused.length })
      }
    >
      <p>
        {t('stopped.because', { number })}
        {refusal && <RefusalWords code={refusal.code} />}
      </p>
      <div className={styles['editorButtons']}>
        <Button look="quiet" onClick={() => acts.seen(refused.map(([each]) => each))}>
          {t('stopped.dismiss')}
        </Button>
        <Button look="quiet" onClick={() => list.show(id)}>
          {t('stopped.show')}
        </Button>
      </div>
    </Notice>
  );
}

function DoneHint({ desk }: { desk: Desk }) {
  const { t } = useTranslation('moderation');
  const { done, undoable } = desk.moderation.acting;
  const words =
    done && t(done.undid ? 'done.undid' : 'done.acted', { act: t(`act.${done.name}`), count: done.count });
  return (
    <div className={styles['hint']}>
      <p role="status">
        {desk.noneToClaim ? t('list.noneToClaim') : words}
        {done?.name === 'approve' && !done.undid && ` ${t('done.noUndo')}`}
      </p>
      {undoable && (
        <Button look="quiet" onClick={() => desk.act('undo')}>
          {t('done.undo', { act: t(`act.${undoable.name}`), count: undoable.count })}
          <KeyHint act="undo" />
        </Button>
      )}
    </div>
  );
}
