"""The request itself: what CreateBackendAuth and UpdateBackendAuth take."""

from typing import Annotated

from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from ..choices import AUTH_RESOURCES, SERVICES
from ..markers import About, Block, Inside, Length, Meanings, NotEmpty, Only, Pattern, Required, UsedWith
from ..operation import CREATE
from .shape import POOL_NAME, shape
from .user_pool import UserPoolConfigs


@shape
class IdentityPoolConfigs(TypedDict, total=False):
    """The Amazon Cognito identity pool: AWS credentials for your app's users."""

    IdentityPoolName: Annotated[
        str,
        About(
            "Identity pool name",
            "The name of the identity pool in the Cognito console.",
            "Amplify adds two underscores and the environment's name.",
            "myapp_identities",
        ),
        Required("idpool-members-required", CREATE, "Give the identity pool's name."),
        Only("idpool-name-create-only"),
        Pattern(POOL_NAME, "idpool-name-format", 128),
    ]
    UnauthenticatedLogin: Annotated[
        bool,
        About(
            "Guest access",
            "Whether people who have not signed in get AWS credentials too.",
            "Anybody who has your app can get a guest's credentials: restrict the guest role to what is public.",
            False,
        ),
        Meanings("guests get AWS credentials too", "only signed-in users get AWS credentials"),
        Required("idpool-members-required", CREATE, "Choose @false or @true."),
    ]


@shape
class ResourceConfig(TypedDict, total=False):
    """What is set up: the user pool, and perhaps an identity pool."""

    AuthResources: Annotated[
        str,
        AUTH_RESOURCES,
        About(
            "Auth resources",
            "Whether there is an identity pool beside the user pool.",
            "In an update, say what the backend has: a user pool alone drops an existing identity pool.",
            "USER_POOL_ONLY",
        ),
        Required("authresources-required"),
    ]
    Service: Annotated[
        str,
        SERVICES,
        About("Service", "The service behind it; Amazon Cognito is the only one.", example="COGNITO"),
        Required("service-required"),
    ]
    IdentityPoolConfigs: Annotated[
        IdentityPoolConfigs,
        About(
            "Identity pool",
            "Name and guest access of the identity pool.",
            unset="a name is made up, and guests stay out",
            unset_update="what the backend has stays",
        ),
        Block("Set up the identity pool in this request"),
        UsedWith("AuthResources", ("IDENTITY_POOL_AND_USER_POOL",), set_aside=True),
    ]
    UserPoolConfigs: Annotated[
        UserPoolConfigs, About("User pool", "Everything about the user pool."), Required("userpool-required")
    ]


@shape
class BackendAuthRequest(TypedDict, total=False):
    """The input of CreateBackendAuth and of UpdateBackendAuth."""

    AppId: Annotated[
        str,
        About(
            "App ID",
            "The ID of your Amplify app: d, then lower-case letters and digits.",
            "It stands in the Amplify console under App settings, and in the app's ARN.",
            "d1a2b3c4d5",
        ),
        Required("app-required"),
        NotEmpty("empty-id"),
        Pattern("d[a-z0-9]{1,19}", "app-id-format", 20),
        Inside(
            (
                r"arn:aws[a-z-]*:amplify:[a-z0-9-]*:[0-9]*:apps/([^/\s]+)(?:/.*)?",
                r"https://(?:[a-z0-9-]+\.)?console\.aws\.amazon\.com/amplify/(?:apps/|[^#]*#/)(d[a-z0-9]+)(?:[/?#].*)?",
                r"https://(?:[^/.]+\.)?(d[a-z0-9]+)\.amplifyapp\.com(?:/.*)?",
            )
        ),
    ]
    BackendEnvironmentName: Annotated[
        str,
        About(
            "Environment",
            "The backend environment, such as dev, staging or prod.",
            "Amplify's own names are 2 to 10 lower-case letters.",
            "dev",
        ),
        Required("env-required"),
        NotEmpty("empty-id"),
        Length(1, 255, "env-name-length"),
    ]
    ResourceName: Annotated[
        str,
        About(
            "Resource name",
            "The name of the auth resource in Amplify.",
            "In an update, the name of the auth resource that exists. Letters and digits.",
            "myauth",
        ),
        Required("resource-name-required"),
        NotEmpty("empty-id"),
    ]
    ResourceConfig: Annotated[
        ResourceConfig, About("Resource configuration", "What is set up."), Required("config-required")
    ]
