// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('plans', table => {
    table
      .text('sealed')
      .nullable()
      .comment(
        'JSON: what the digest covers beside the plan; null: planned before it was kept',
      );
  });
  await knex.schema.alterTable('approvals', table => {
    table
      .text('differences')
      .nullable()
      .comment('JSON: why it is void, by parts of the plan; null: it is not');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('approvals', table => {
    table.dropColumn('differences');
  });
  await knex.schema.alterTable('plans', table => {
    table.dropColumn('sealed');
  });
};
