import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Batch } from './Batch.tsx';
import { Detail } from './Detail.tsx';
import { DepartmentDialog } from './dialogs/DepartmentDialog.tsx';
import { KeysDialog } from './dialogs/KeysDialog.tsx';
import { LabelDialog } from './dialogs/LabelDialog.tsx';
import { MergeDialog } from './dialogs/MergeDialog.tsx';
import { ReasonDialog } from './dialogs/ReasonDialog.tsx';
import { Filters } from './Filters.tsx';
import { KeyHint } from './KeyHint.tsx';
import styles from './moderation.module.css';
import { Outcomes } from './Outcomes.tsx';
import { QuestionList } from './QuestionList.tsx';
import { type Desk, type Open, useDesk } from './useDesk.ts';
import { useKeys, useKeysOn } from './useKeys.ts';
import { useModeration } from './useModeration.ts';

/** Filters, the list, and the question that one is at. */
export function QuestionsPart() {
  const { t } = useTranslation('moderation');
  const moderation = useModeration();
  const desk = useDesk(moderation);
  const [keysOn, setKeysOn] = useKeysOn();
  useKeys(keysOn, desk.act);
  const { selection } = moderation.list;
  const one = selection.at === null ? null : moderation.sortedOf(selection.at);
  return (
    <div className={styles['bench']}>
      <div className={styles['filterColumn']}>
        <Filters moderation={moderation} />
        <Button look="quiet" onClick={() => desk.act('keys')}>
          {t('keys.open')}
          <KeyHint act="keys" />
        </Button>
      </div>
      <QuestionList moderation={moderation} onClaimNext={() => desk.act('claimNext')} />
      <div className={styles['detailColumn']}>
        <div className={styles['detailScroll']}>
          {selection.chosen.size > 0 ? (
            <Batch desk={desk} />
          ) : one ? (
            <Detail desk={desk} one={one} />
          ) : (
            <p className={styles['empty']}>{t('detail.none')}</p>
          )}
        </div>
        <Outcomes desk={desk} />
      </div>
      {desk.open && (
        <OpenDialog
          desk={desk}
          open={desk.open}
          keys={{ on: keysOn, onSwitch: setKeysOn, onClose: () => desk.setOpen(null) }}
        />
      )}
    </div>
  );
}

function OpenDialog(props: { desk: Desk; open: Open; keys: Parameters<typeof KeysDialog>[0] }) {
  const { desk, open, keys } = props;
  switch (open.dialog) {
    case 'reject':
    case 'refer':
    case 'ban':
      return <ReasonDialog desk={desk} open={open} kind={open.dialog} />;
    case 'label':
      return <LabelDialog desk={desk} open={open} />;
    case 'department':
      return <DepartmentDialog desk={desk} open={open} />;
    case 'merge':
      return <MergeDialog desk={desk} open={open} />;
    case 'keys':
      return <KeysDialog {...keys} />;
    default:
      return open.dialog satisfies never;
  }
}
