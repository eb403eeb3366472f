// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table
      .text('cluster_identities')
      .nullable()
      .comment(
        'JSON: by the name of each cluster that it works in, the UID of its kube-system; null until it began',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    table.dropColumn('cluster_identities');
  });
};
