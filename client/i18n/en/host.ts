export default {
  title: 'Desk',
};
