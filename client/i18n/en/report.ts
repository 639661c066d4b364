export default {
  title: 'Tally report',
};
