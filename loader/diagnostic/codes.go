package diagnostic

// The codes, for the compiler to check. What each one means is in the table.
const (
	// Routes and static paths.
	GetStaticPathsRequired              = "GetStaticPathsRequired"
	InvalidGetStaticPathsReturn         = "InvalidGetStaticPathsReturn"
	InvalidGetStaticPathsEntry          = "InvalidGetStaticPathsEntry"
	GetStaticPathsExpectedParams        = "GetStaticPathsExpectedParams"
	GetStaticPathsInvalidRouteParam     = "GetStaticPathsInvalidRouteParam"
	InvalidGetStaticPathParam           = "InvalidGetStaticPathParam"
	NoMatchingStaticPathFound           = "NoMatchingStaticPathFound"
	PageNumberParamNotFound             = "PageNumberParamNotFound"
	PrerenderDynamicEndpointPathCollide = "PrerenderDynamicEndpointPathCollide"
	PrerenderRouteConflict              = "PrerenderRouteConflict"
	InvalidDynamicRoute                 = "InvalidDynamicRoute"
	MissingParameter                    = "MissingParameter"
	GetStaticPathsIgnored               = "GetStaticPathsIgnored"
	OutputPathCollision                 = "OutputPathCollision"
	InvalidRoute                        = "InvalidRoute"
	DuplicateRoute                      = "DuplicateRoute"
	UnsupportedFileType                 = "UnsupportedFileType"
	PagesIgnored                        = "PagesIgnored"
	PagesDirNotFound                    = "PagesDirNotFound"
	RootNotFound                        = "RootNotFound"
	DirectoryUnreadable                 = "DirectoryUnreadable"
	DirectoryLoop                       = "DirectoryLoop"

	// Endpoint and context.
	EndpointDidNotReturnAResponse      = "EndpointDidNotReturnAResponse"
	EndpointHandlerNotAFunction        = "EndpointHandlerNotAFunction"
	EndpointMethodNotFound             = "EndpointMethodNotFound"
	LocalsReassigned                   = "LocalsReassigned"
	LocalsNotAnObject                  = "LocalsNotAnObject"
	ResponseSentError                  = "ResponseSentError"
	ClientAddressNotAvailable          = "ClientAddressNotAvailable"
	PrerenderClientAddressNotAvailable = "PrerenderClientAddressNotAvailable"
	StaticClientAddressNotAvailable    = "StaticClientAddressNotAvailable"
	RewriteWithBodyUsed                = "RewriteWithBodyUsed"
	ForbiddenRewrite                   = "ForbiddenRewrite"
	RedirectWithNoLocation             = "RedirectWithNoLocation"
	EndpointThrew                      = "EndpointThrew"
	EndpointLoadFailed                 = "EndpointLoadFailed"
	UnhandledRejection                 = "UnhandledRejection"
	UncaughtException                  = "UncaughtException"
	CPUBudgetExceeded                  = "CPUBudgetExceeded"
	DeadlineExceeded                   = "DeadlineExceeded"
	StackOverflow                      = "StackOverflow"
	InternalError                      = "InternalError"

	// Modules.
	ModuleSyntax      = "ModuleSyntax"
	ModuleNotFound    = "ModuleNotFound"
	ModuleNotProvided = "ModuleNotProvided"
	ModuleUnreadable  = "ModuleUnreadable"
	MissingExport     = "MissingExport"
	TypesOnlyModule   = "TypesOnlyModule"
	AssetNotSupported = "AssetNotSupported"
	BundleFailed      = "BundleFailed"
	BundleWarning     = "BundleWarning"

	// Configuration and environment.
	ConfigLoadFailed  = "ConfigLoadFailed"
	ConfigInvalid     = "ConfigInvalid"
	ConfigNotFound    = "ConfigNotFound"
	EnvFileInvalid    = "EnvFileInvalid"
	EnvFileUnreadable = "EnvFileUnreadable"

	// Server and build.
	PortInUse          = "PortInUse"
	AddressUnavailable = "AddressUnavailable"
	OutDirNotWritable  = "OutDirNotWritable"
	PublicFileConflict = "PublicFileConflict"
)
