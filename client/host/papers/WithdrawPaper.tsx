import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useCommand } from '../../sitting.tsx';

/** Asks before a paper is taken back: nobody can put it to the vote afterwards. */
export function WithdrawPaper(props: {
  paper: View['papers'][number];
  onDone: () => void;
  onClose: () => void;
}) {
  const { paper, onDone, onClose } = props;
  const { t } = useTranslation(['papers', 'common']);
  const { state, busy, send } = useCommand();
  const withdraw = async () => {
    if (!(await send({ type: 'WithdrawPaper', paperId: paper.paperId }))) return;
    onClose();
    onDone();
  };
  return (
    <Dialog
      title={t('withdraw.title')}
      onClose={onClose}
      held={busy}
      buttons={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void withdraw()}>
            {busy ? t('common:sending') : t('withdraw.do')}
          </Button>
        </>
      }
    >
      <p>
        <strong>{paper.title}</strong>
      </p>
      <p>{t('withdraw.help')}</p>
      <CommandNote state={state} />
    </Dialog>
  );
}
