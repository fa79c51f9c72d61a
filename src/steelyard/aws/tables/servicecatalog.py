"""AWS Service Catalog."""

from steelyard.aws.declare import Call, Key, Table, boolean, text

portfolio_share = Table(
    "aws_servicecatalog_portfolio_share",
    "A share of a Service Catalog portfolio with an account or a part of the organization. A query must name the type.",
    rows=(
        Call("servicecatalog", "ListPortfolios", items="PortfolioDetails", name="portfolio"),
        Call(
            "servicecatalog",
            "DescribePortfolioShares",
            {"PortfolioId": "portfolio.Id", "Type": Key("type", required=True)},
            items="PortfolioShareDetails",
            absent=("ResourceNotFoundException",),
        ),
    ),
    columns={
        "portfolio_id": text("portfolio.Id"),
        "portfolio_arn": text("portfolio.ARN"),
        "portfolio_display_name": text("portfolio.DisplayName"),
        "type": text(about="ACCOUNT, ORGANIZATION, ORGANIZATIONAL_UNIT or ORGANIZATION_MEMBER_ACCOUNT."),
        "principal_id": text(about="The account, or the part of the organization, it is shared with."),
        "accepted": boolean(about="Whether the receiver has accepted it."),
        "share_principals": boolean(about="Whether the portfolio's principals are shared too."),
        "share_tag_options": boolean(about="Whether the portfolio's tag options are shared too."),
        "title": text("{portfolio.DisplayName} - {Type} - {PrincipalId}"),
    },
)


TABLES = (portfolio_share,)
