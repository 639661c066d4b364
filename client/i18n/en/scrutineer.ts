export default {
  title: 'Scrutineer',
};
